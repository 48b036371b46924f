import {
  approvalProblems,
  approvalValidUntil,
  isOpenReview,
  overallDecision,
  reviewProgress,
  Service,
  tierRaise,
} from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import { judgeControls, StandingControl } from '../judge';
import type {
  StoredCircumstances,
  StoredReview,
  WholeReview,
} from '../records';
import { toReview } from '../store/reviewRows';
import type { DeskCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { nextPromise } from './assignRoles';
import { takeSnapshot } from './snapshot';

/** What a decision rests on beyond the review itself; read before its transaction begins. */
export interface DecisionGround {
  service: Service;
  facts: StoredFact[];
  circumstances: StoredCircumstances;
}

/** Why the review cannot be approved as it stands. */
export function problemsOf(
  whole: WholeReview,
  call: DeskCall,
  controls: StandingControl[],
): string[] {
  const sections = call.checklist.document.spec.sections.map(
    ({ id, title }) => ({
      section: id,
      title,
      signOff: signOffOf(whole, id),
    }),
  );
  return approvalProblems({ controls, sections });
}

/**
 * Ends a review if every role has spoken and nothing stands in the way:
 * rejected by one, approved by all. What is approved is frozen, and an earlier
 * approval of the same checklist is superseded. Answers whether it ended.
 */
export async function settle(
  change: ReviewChange,
  call: DeskCall,
  ground: DecisionGround,
): Promise<boolean> {
  const { review, roles } = change.whole;
  if (!isOpenReview(review.state)) return false;
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
  if (problemsOf(change.whole, call, controls).length > 0) return false;
  await approve(change, { call, controls, ground, overall });
  return true;
}

interface Approval {
  call: DeskCall;
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
  await supersedeEarlier(change, call);
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
    },
  });
}

/** Earlier decided reviews of the same service and checklist give way to this one. */
async function supersedeEarlier(
  change: ReviewChange,
  { now }: DeskCall,
): Promise<void> {
  const { checklist, id, service } = change.review;
  const rows = await change
    .tx('reviews')
    .where({ service_ref: service, checklist })
    .whereNot({ id })
    .whereIn('state', [
      'approved',
      'conditionally-approved',
      'expired',
      'revalidation-required',
    ])
    .orderBy('decided_at', 'desc')
    .forUpdate();
  const earlier: StoredReview[] = rows.map(toReview);
  const [last] = earlier;
  if (last) change.set({ supersedes: last.id });
  for (const review of earlier) {
    await change.supersede(review, id, now);
  }
}

function signOffOf({ signOffs }: WholeReview, section: string) {
  const found = signOffs.find(each => each.section === section);
  if (!found) return undefined;
  const { state, by, at, comment } = found;
  return {
    state,
    by: { ref: by, title: by },
    at: new Date(at).toISOString(),
    comment,
  };
}
