import {
  approvalProblems,
  approvalValidUntil,
  isOpenReview,
  overallDecision,
  reviewProgress,
  sectionRole,
  Service,
  tierRaise,
} from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import { Judgement, judgeControls, StandingControl } from '../judge';
import type {
  StoredCircumstances,
  StoredReview,
  StoredRole,
  WholeReview,
} from '../records';
import { toReview } from '../store/reviewRows';
import type { ReviewChange } from '../store/ReviewChange';
import { supersededStates } from '../store/holdReviews';
import { forgetAsked } from './askDeciders';
import { nextPromise, RoleCandidates } from './assignRoles';
import { dropFallen, dropOverdue, Duties } from './fallen';
import { handOn, promiseFrom } from './handOn';
import { takeSnapshot } from './snapshot';

/** What a decision rests on beyond the review itself; read before its transaction begins. */
export interface DecisionGround extends Omit<Duties, 'checklist'> {
  service: Service;
  facts: StoredFact[];
  circumstances: StoredCircumstances;
  /** Who could take the parts of those who may no longer judge, by role. */
  candidates: ReadonlyMap<string, RoleCandidates>;
}

/** What came of an attempt to end a review. */
export interface Settled {
  ended: boolean;
  /** Parts that wait for somebody else than before. */
  asked: StoredRole[];
}

/** Why the review cannot be approved as it stands; with a role, why not for that. */
export function problemsOf(
  whole: Pick<WholeReview, 'roles' | 'signOffs'>,
  {
    checklist,
    controls,
    role,
  }: {
    checklist: Pick<CompiledChecklist, 'document'>;
    controls: StandingControl[];
    role?: string;
  },
): string[] {
  const deciding = whole.roles.map(each => each.role);
  // Where nothing is asked of the service there is nothing to sign.
  const asked = new Set(controls.map(({ compiled }) => compiled.section.id));
  const sections = checklist.document.spec.sections
    .filter(
      section =>
        asked.has(section.id) &&
        (role === undefined || sectionRole(section, deciding) === role),
    )
    .map(({ id, title }) => ({
      section: id,
      title,
      signOff: signOffOf(whole, id),
    }));
  return approvalProblems({ controls, sections });
}

/**
 * Ends a review if every role has spoken and nothing stands in the way:
 * rejected by one, approved by all. Whoever has spoken and may no longer judge
 * is not counted, and the part goes to somebody else; an approval on a condition
 * that is overdue is asked for again. What is approved is frozen, and an earlier
 * approval of the same checklist is superseded.
 */
export async function settle(
  change: ReviewChange,
  call: Judgement,
  ground: DecisionGround,
): Promise<Settled> {
  const { review, roles } = change.whole;
  if (!isOpenReview(review.state)) return { ended: false, asked: [] };
  const rejected = roles.some(({ decision }) => decision === 'rejected');
  const asked = rejected ? [] : await replaceFallen(change, call, ground);
  return { ended: await endIfDecided(change, call, ground), asked };
}

/** Takes back what counts no longer, and hands those parts on; answers them. */
export async function replaceFallen(
  change: ReviewChange,
  { checklist, now }: Judgement,
  ground: DecisionGround,
): Promise<StoredRole[]> {
  const { candidates } = ground;
  const promisedBy = promiseFrom(now, checklist);
  const fell = [
    ...(await dropFallen(change, { ...ground, checklist, promisedBy })),
    ...(await dropOverdue(change, { now, promisedBy })),
  ];
  if (fell.length === 0) return [];
  const moved = await handOn(change, { candidates, now, promisedBy });
  await forgetAsked(change, checklist);
  const asked = new Set([...fell, ...moved.map(({ role }) => role)]);
  return change.whole.roles.filter(({ role }) => asked.has(role));
}

async function endIfDecided(
  change: ReviewChange,
  call: Judgement,
  ground: DecisionGround,
): Promise<boolean> {
  const { review, roles } = change.whole;
  const overall = overallDecision(roles.map(({ decision }) => decision));
  change.set({ promisedBy: nextPromise(roles) });
  if (overall === undefined) return false;
  if (overall === 'rejected') {
    change.set({
      state: 'rejected',
      decidedAt: call.now,
      promisedBy: undefined,
    });
    change.note({ event: 'rejected', text: 'The review was rejected' });
    return true;
  }
  // Those who decide for the tier of now have not been asked.
  if (tierRaise(review.tier, ground.service.tier)) return false;
  const controls = judgeControls(change.whole, call);
  const { checklist } = call;
  const problems = problemsOf(change.whole, { checklist, controls });
  if (problems.length > 0) return false;
  await approve(change, { call, controls, ground, overall });
  return true;
}

interface Approval {
  call: Judgement;
  controls: StandingControl[];
  ground: DecisionGround;
  overall: 'approved' | 'conditionally-approved';
}

async function approve(
  change: ReviewChange,
  { call, controls, ground, overall }: Approval,
): Promise<void> {
  const { now, checklist } = call;
  const { service, circumstances, facts } = ground;
  const { spec } = checklist.document;
  change.set({
    state: overall,
    decidedAt: now,
    promisedBy: undefined,
    validUntil: approvalValidUntil(spec, change.review.tier, now),
    owner: service.owner,
    circumstances,
    revalidation: undefined,
  });
  await change.saveAnswers(
    controls.flatMap(({ answer, stored, waiver }) =>
      answer
        ? [
            {
              ...stored,
              approved: {
                answer,
                automatic: stored.automatic?.outcome,
                waived: waiver !== undefined && answer !== 'met',
              },
            },
          ]
        : [],
    ),
  );
  change.set({ progress: reviewProgress(judgeControls(change.whole, call)) });
  const superseded = await supersedeEarlier(change, call);
  await forgetUnsigned(change);
  const snapshot = takeSnapshot(change.whole, {
    at: now,
    service,
    controls,
    facts,
  });
  await change.freeze(snapshot);
  change.note({
    event: overall,
    text:
      overall === 'approved'
        ? 'The review was approved'
        : 'The review was approved on conditions',
    detail: {
      snapshotHash: snapshot.hash,
      validUntil: change.review.validUntil,
      tier: change.review.tier,
      blocking: controls.filter(({ blocking }) => blocking).length,
      superseded,
    },
  });
}

/** What asks nothing of the service was not waited for, and is frozen as nobody's word. */
async function forgetUnsigned(change: ReviewChange): Promise<void> {
  for (const { section, state } of change.whole.signOffs) {
    if (state === 'unsigned') await change.removeSignOff(section);
  }
}

/**
 * Earlier decided reviews of the same service and checklist give way to this
 * one; answers the last hash of each one's log. Their rows are held since the
 * change began, see `ReviewStore.change`.
 */
async function supersedeEarlier(
  change: ReviewChange,
  { now }: Pick<Judgement, 'now'>,
): Promise<Record<string, string> | undefined> {
  const { checklist, id, service } = change.review;
  const rows = await change
    .tx('reviews')
    .where({ service_ref: service, checklist })
    .whereNot({ id })
    .whereIn('state', supersededStates)
    .orderBy('decided_at', 'desc');
  const earlier: StoredReview[] = rows.map(toReview);
  const [last] = earlier;
  if (!last) return undefined;
  change.set({ supersedes: last.id });
  const heads: Record<string, string> = {};
  for (const review of earlier) {
    heads[review.id] = await change.supersede(review, id, now);
  }
  return heads;
}

function signOffOf(
  { signOffs }: Pick<WholeReview, 'signOffs'>,
  section: string,
) {
  const found = signOffs.find(each => each.section === section);
  if (!found || found.state === 'unsigned') return undefined;
  const { state, by, at, comment } = found;
  return {
    state,
    by: { ref: by, title: by },
    at: new Date(at).toISOString(),
    comment,
  };
}
