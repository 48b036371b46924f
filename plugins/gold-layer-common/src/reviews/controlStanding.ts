import type {
  AutomaticAnswer,
  ControlAnswer,
  Evidence,
  ReviewControl,
} from './review';

/** What a control's standing depends on. */
export interface ControlSituation {
  blocking: boolean;
  evidenceNeeded: ReviewControl['evidenceNeeded'];
  /** What a person answered. */
  given?: ControlAnswer;
  note?: string;
  automatic?: Pick<AutomaticAnswer, 'outcome' | 'reason'>;
  /** A person disagrees with the automatic answer. */
  disputed: boolean;
  evidence: readonly Pick<Evidence, 'title' | 'validUntil' | 'snapshot'>[];
  /** Milliseconds; after this an answer that has no evidence no longer counts. */
  validUntil?: number;
  /** An active waiver; milliseconds. */
  waiverUntil?: number;
  /** The role of the section has signed it as it stands. */
  signed: boolean;
}

/** Where a control stands. */
export interface ControlStanding {
  answer?: ControlAnswer;
  source?: ReviewControl['source'];
  /**
   * What keeps it from counting, in a sentence.
   * `stops`: nobody can approve while it is so; `asks`: it must be put right before submission;
   * `notes`: a reviewer has to look.
   */
  open?: { weight: 'stops' | 'asks' | 'notes'; reason: string };
}

/** The answer that counts, and who gave it: a person's word comes before the automatic answer. */
export function effectiveAnswer(
  situation: Pick<
    ControlSituation,
    'given' | 'automatic' | 'disputed' | 'evidence'
  >,
): Pick<ControlStanding, 'answer' | 'source'> {
  const { given, automatic, disputed, evidence } = situation;
  if (given) {
    return {
      answer: given,
      source: given === 'met' && evidence.length > 0 ? 'evidence' : 'person',
    };
  }
  if (!automatic || disputed || automatic.outcome === 'unknown') return {};
  return { answer: automatic.outcome, source: 'automatic' };
}

/** Where a control stands at a moment. */
export function controlStanding(
  situation: ControlSituation,
  now: number,
): ControlStanding {
  const found = effectiveAnswer(situation);
  const reason = unmet(situation, found, now);
  if (!reason) return found;
  const { blocking, waiverUntil } = situation;
  const waived = waiverUntil !== undefined && waiverUntil > now;
  if (waived && found.answer !== undefined) return found;
  const otherwise = blocking && !reason.looks ? 'stops' : 'notes';
  const weight = reason.asks ? 'asks' : otherwise;
  return { ...found, open: { weight, reason: reason.text } };
}

interface Unmet {
  text: string;
  /** To be put right by whoever fills it in. */
  asks?: boolean;
  /** Only a reviewer's look is missing. */
  looks?: boolean;
}

function unmet(
  situation: ControlSituation,
  { answer, source }: Pick<ControlStanding, 'answer' | 'source'>,
  now: number,
): Unmet | undefined {
  switch (answer) {
    case undefined:
      return {
        asks: true,
        text: situation.disputed
          ? 'The automatic answer is disputed; say what is true instead.'
          : 'Nobody has answered it yet.',
      };
    case 'met':
      return source === 'automatic' ? undefined : metByWord(situation, now);
    case 'not-applicable':
      if (!situation.note?.trim()) {
        return { asks: true, text: 'Say why it does not apply.' };
      }
      return situation.signed || !situation.blocking
        ? undefined
        : {
            looks: true,
            text: 'That it does not apply has to be agreed by who signs the section.',
          };
    case 'partly':
      return { text: 'It is only partly met.' };
    default:
      return {
        text:
          source === 'automatic' && situation.automatic
            ? `It is not met: ${situation.automatic.reason}`
            : 'It is not met.',
      };
  }
}

function metByWord(
  situation: ControlSituation,
  now: number,
): Unmet | undefined {
  const { automatic, blocking, disputed, evidence, evidenceNeeded } = situation;
  if (automatic?.outcome === 'not-met' && !disputed) {
    return {
      asks: true,
      text: `The facts say otherwise: ${automatic.reason} Dispute them with a comment, or correct the answer.`,
    };
  }
  const needed = evidenceNeeded === 'required' || blocking;
  const showing = evidence.filter(isShowing);
  if (showing.length === 0) {
    // A person who agrees with a true fact needs nothing else.
    if (!needed || (automatic?.outcome === 'met' && !disputed)) {
      return situation.validUntil !== undefined && situation.validUntil <= now
        ? { text: 'The answer is too old to count.' }
        : undefined;
    }
    if (evidence.length > 0) {
      const text = 'Its evidence is of checks that do not pass.';
      return { asks: true, text };
    }
    return {
      asks: true,
      text: blocking
        ? 'It blocks approval, so that it is met has to be shown by evidence.'
        : 'It asks for evidence and has none.',
    };
  }
  const valid = showing.some(each => !isOver(each.validUntil, now));
  return valid
    ? undefined
    : { asks: needed, text: 'All of its evidence has run out.' };
}

/** Whether evidence can show anything: a check does only if it passed, for waived or unknown is not met. */
export function isShowing({ snapshot }: Pick<Evidence, 'snapshot'>): boolean {
  return snapshot === undefined || snapshot.state === 'pass';
}

function isOver(until: string | undefined, now: number): boolean {
  return until !== undefined && endOf(until) <= now;
}

/** The end of a day given as a date, or the moment given as a time, in milliseconds. */
export function endOf(until: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(until);
  return Date.parse(until) + (day ? 24 * 60 * 60 * 1000 : 0);
}
