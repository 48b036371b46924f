import {
  ControlSituation,
  effectiveAnswer,
  endOf,
  isShowing,
} from './controlStanding';
import type { ControlAnswer, ReviewProgress } from './review';

/** How a control stood when the review was approved. */
export interface ApprovedControl {
  answer: ControlAnswer;
  /** The outcome of its rule then. */
  automatic?: 'met' | 'not-met' | 'unknown';
  /** It counted because a waiver was active. */
  waived: boolean;
}

const words: Record<Exclude<ControlAnswer, 'met'>, string> = {
  partly: 'partly met',
  'not-met': 'not met',
  'not-applicable': 'not applicable',
};

/**
 * How a control has regressed since approval, in a sentence; undefined if it
 * has not. What was not met then cannot get worse, unless a waiver carried it.
 */
export function controlDrift(
  approved: ApprovedControl,
  situation: Pick<
    ControlSituation,
    | 'given'
    | 'automatic'
    | 'disputed'
    | 'evidence'
    | 'validUntil'
    | 'waiverUntil'
  >,
  now: number,
): string | undefined {
  const { automatic, evidence, waiverUntil } = situation;
  const { answer, source } = effectiveAnswer(situation);
  if (approved.waived && answer !== 'met') {
    return waiverUntil !== undefined && waiverUntil > now
      ? undefined
      : 'It was approved under a waiver, which no longer holds.';
  }
  if (approved.answer !== 'met') return undefined;
  if (automatic?.outcome === 'not-met' && approved.automatic !== 'not-met') {
    return `It was met; now it is not: ${automatic.reason}`;
  }
  if (answer === undefined) {
    return automatic?.outcome === 'unknown'
      ? `It was met; now it cannot be told: ${automatic.reason}`
      : 'It was met; now it has no answer.';
  }
  if (answer !== 'met')
    return `It was met; now the answer is ${words[answer]}.`;
  const old = situation.validUntil !== undefined && situation.validUntil <= now;
  if (source === 'person' && old) {
    return 'It was met; the answer is too old to count.';
  }
  const dated = evidence.length > 0 && source === 'evidence';
  const over = evidence
    .filter(isShowing)
    .every(
      ({ validUntil }) => validUntil !== undefined && endOf(validUntil) <= now,
    );
  return dated && over
    ? 'It was met; the evidence for it has run out.'
    : undefined;
}

/** `4 controls have regressed, one blocking`; nothing where none has. */
export function driftWords(
  progress: Pick<ReviewProgress, 'drifted' | 'driftedBlocking'>,
): string | undefined {
  const { drifted, driftedBlocking } = progress;
  if (drifted === 0) return undefined;
  const controls =
    drifted === 1
      ? '1 control has regressed'
      : `${drifted} controls have regressed`;
  if (driftedBlocking === 0) return controls;
  if (driftedBlocking === drifted) {
    return `${controls}, ${drifted === 1 ? 'and it blocks' : 'all of them blocking'}`;
  }
  return `${controls}, ${driftedBlocking === 1 ? 'one' : driftedBlocking} blocking`;
}
