import {
  isHoldingReview,
  isWaitingReview,
  overallDecision,
  reviewProgress,
  Service,
  tierRaise,
} from '@gold-layer/backstage-plugin-common';
import { isEqual } from 'lodash';
import type { StoredFact } from '../../facts';
import { applyEvaluation } from '../applyEvaluation';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import { evaluateControls } from '../checklists/evaluateControls';
import type { ControlWaiver } from '../ControlWaivers';
import { judgeControls, StandingControl } from '../judge';
import type { StoredAnswer, StoredReview, WholeReview } from '../records';
import { problemsOf } from '../steps/settle';
import type { NewLogEntry } from '../store/logRows';
import type { BackgroundChange } from '../store/writeMany';
import { EndOfApproval, endOfApproval } from './endOfApproval';

/** What one look at a review found. */
export interface Findings extends BackgroundChange {
  /** Titles of controls that have regressed since the last look. */
  regressed: string[];
  ended: boolean;
  /** Every role has decided and nothing keeps the review from its end any more. */
  settles: boolean;
}

/** What a review is looked at with. */
export interface Sight {
  checklist: CompiledChecklist;
  dependencies: string[];
  facts: StoredFact[];
  now: number;
  service: Service;
  waivers: ControlWaiver[];
}

/** Looks at a review: what facts say now, what has regressed, whether the approval still holds. Writes nothing. */
export function lookAt(whole: WholeReview, sight: Sight): Findings {
  const { checklist, facts, now, service, waivers } = sight;
  const { review } = whole;
  const holding = isHoldingReview(review.state);
  const evaluated = evaluateControls(checklist, {
    service,
    facts,
    now: new Date(now),
  });
  const answers = new Map(whole.answers);
  const changed = new Map<string, StoredAnswer>();
  const put = (answer: StoredAnswer) => {
    answers.set(answer.control, answer);
    changed.set(answer.control, answer);
  };
  for (const answer of applyEvaluation(whole, evaluated)) {
    // What was approved goes on being watched, whatever the record says now.
    const approved = answers.get(answer.control)?.approved;
    put(approved ? { ...answer, applies: true } : answer);
  }
  // What was decided stays as it was decided; what is open follows the service.
  const set: Partial<StoredReview> = holding ? {} : followed(review, service);
  const seen = { ...whole, answers, review: { ...review, ...set } };
  const controls = judgeControls(seen, { checklist, waivers, now });
  const regressed: string[] = [];
  const recovered: string[] = [];
  for (const { control, drift, title } of controls) {
    const answer = answers.get(control);
    if (!answer || answer.drift === drift) continue;
    if (drift && !answer.drift) regressed.push(title);
    if (!drift && answer.drift) recovered.push(title);
    put({ ...answer, drift });
  }
  set.progress = reviewProgress(controls);
  const end = holding ? endOfApproval(whole, sight) : undefined;
  if (end) {
    set.state = end.state;
    set.revalidation = end.causes.join(' ') || undefined;
    // Whoever has the service now has to start the next review.
    set.owner = service.owner;
  }
  return {
    review,
    set,
    answers: [...changed.values()],
    entries: [
      ...driftEntries(controls, { recovered, regressed }),
      ...(end ? [endEntry(end)] : []),
    ],
    raise: end !== undefined,
    regressed,
    ended: end !== undefined,
    settles: mayEnd(seen, controls, sight),
  };
}

/** Whether the last word was given while something stood in the way that stands there no longer. */
function mayEnd(
  whole: WholeReview,
  controls: StandingControl[],
  { checklist, service }: Sight,
): boolean {
  const { review, roles } = whole;
  return (
    isWaitingReview(review.state) &&
    overallDecision(roles.map(({ decision }) => decision)) !== undefined &&
    tierRaise(review.tier, service.tier) === undefined &&
    problemsOf(whole, { checklist, controls }).length === 0
  );
}

/** The tier decides who signs, so it stands still between submission and decision. */
function followed(
  { state, tier: submitted }: StoredReview,
  { name, owner, tier, title }: Service,
): Partial<StoredReview> {
  const unsubmitted = state === 'draft' || state === 'changes-requested';
  return {
    tier: unsubmitted ? tier : submitted,
    owner,
    serviceTitle: title ?? name,
  };
}

/** Whether a look found anything to be written. */
export function differs({ answers, ended, review, set }: Findings): boolean {
  if (answers.length > 0 || ended) return true;
  return !isEqual({ ...review, ...set }, review);
}

function driftEntries(
  controls: StandingControl[],
  { recovered, regressed }: { recovered: string[]; regressed: string[] },
): NewLogEntry[] {
  const entries: NewLogEntry[] = [];
  if (regressed.length > 0) {
    entries.push({
      event: 'drifted',
      text: `Regressed since the approval: ${regressed.join(', ')}`,
      detail: {
        controls: Object.fromEntries(
          controls.flatMap(({ control, drift }) =>
            drift ? [[control, drift]] : [],
          ),
        ),
      },
    });
  }
  if (recovered.length > 0) {
    entries.push({
      event: 'recovered',
      text: `As approved again: ${recovered.join(', ')}`,
    });
  }
  return entries;
}

function endEntry({ causes, state }: EndOfApproval): NewLogEntry {
  return {
    event: state,
    text: causes.join(' ') || 'The approval has run out',
  };
}
