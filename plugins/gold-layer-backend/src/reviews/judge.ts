import {
  ControlSituation,
  controlDrift,
  controlStanding,
  decidingRoles,
  effectiveAnswer,
  JudgedControl,
  ReviewProgress,
  reviewProgress,
  ShownTier,
  Tier,
} from '@gold-layer/backstage-plugin-common';
import type {
  CompiledChecklist,
  CompiledControl,
} from './checklists/compileChecklist';
import type { StoredAnswer, StoredEvidence, WholeReview } from './records';
import type { ControlWaiver } from './ControlWaivers';

/** A control with where it stands. */
export interface StandingControl extends JudgedControl {
  compiled: CompiledControl;
  stored: StoredAnswer;
  evidence: StoredEvidence[];
  waiver?: ControlWaiver;
}

/** What controls are judged by. */
export interface Judgement {
  checklist: CompiledChecklist;
  /** Active ones of the service. */
  waivers: readonly ControlWaiver[];
  /** Milliseconds. */
  now: number;
}

/** Every control of a review that speaks of its service, in the checklist's order. */
export function judgeControls(
  whole: WholeReview,
  judgement: Judgement,
): StandingControl[] {
  const { checklist, now } = judgement;
  const { evidence: all, signOffs } = whole;
  const evidenceOf = new Map<string, StoredEvidence[]>();
  for (const each of all) {
    evidenceOf.set(each.control, [
      ...(evidenceOf.get(each.control) ?? []),
      each,
    ]);
  }
  const signed = new Set(
    signOffs.flatMap(({ section, state }) =>
      state === 'signed' ? section : [],
    ),
  );
  return [...checklist.controls.values()].flatMap(compiled => {
    const stored = whole.answers.get(compiled.id);
    if (!stored?.applies) return [];
    const evidence = evidenceOf.get(compiled.id) ?? [];
    const waiver = judgement.waivers.find(
      ({ checklist: name, control }) =>
        name === checklist.name && control === compiled.id,
    );
    const situation = toSituation(stored, {
      blocking: isBlocking(compiled, whole.review.tier),
      compiled,
      evidence,
      signed: signed.has(compiled.section.id),
      waiver,
    });
    return [
      {
        control: compiled.id,
        title: compiled.document.title,
        blocking: situation.blocking,
        ...controlStanding(situation, now),
        drift: stored.approved
          ? controlDrift(stored.approved, situation, now)
          : undefined,
        compiled,
        stored,
        evidence,
        waiver,
      },
    ];
  });
}

/** Counts of a review's controls as they stand. */
export function countControls(
  whole: WholeReview,
  judgement: Judgement,
): ReviewProgress {
  return reviewProgress(judgeControls(whole, judgement));
}

/** The sections of a checklist that ask something, of which some controls speak of the service. */
export function sectionsAsking(
  { controls }: Pick<CompiledChecklist, 'controls'>,
  applying: ReadonlySet<string> = new Set(),
): Set<string> {
  return new Set(
    [...controls.values()].flatMap(({ id, section }) =>
      applying.has(id) ? section.id : [],
    ),
  );
}

/** Whether a control blocks approval for a tier. */
export function isBlocking(
  { document }: Pick<CompiledControl, 'document'>,
  tier: ShownTier,
): boolean {
  return document.blocking.some((each: Tier) => each === tier);
}

/** Roles that decide a review of a service of its tier. */
export function rolesFor(checklist: CompiledChecklist, tier: ShownTier) {
  return decidingRoles(checklist.document.spec, tier);
}

/** The answer of a control that counts. */
export function answerOf(
  stored: StoredAnswer,
  evidence: readonly StoredEvidence[],
) {
  return effectiveAnswer({
    given: stored.answer,
    automatic: stored.automatic,
    disputed: stored.disputed !== undefined,
    evidence,
  });
}

function toSituation(
  stored: StoredAnswer,
  options: {
    blocking: boolean;
    compiled: CompiledControl;
    evidence: StoredEvidence[];
    signed: boolean;
    waiver?: ControlWaiver;
  },
): ControlSituation {
  const { blocking, compiled, evidence, signed, waiver } = options;
  return {
    blocking,
    evidenceNeeded: compiled.document.evidence,
    given: stored.answer,
    note: stored.note,
    automatic: stored.automatic,
    disputed: stored.disputed !== undefined,
    evidence,
    validUntil: stored.validUntil,
    waiverUntil: waiver?.until,
    signed,
  };
}
