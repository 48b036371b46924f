import type {
  PastAnswer,
  PastReview,
} from '@gold-layer/backstage-plugin-common';
import { after } from '@gold-layer/backstage-plugin-common';
import { uuidOf } from '../../history';
import type { CompiledControl } from '../checklists/compileChecklist';
import type { StoredAnswer, StoredEvidence } from '../records';

/** Answers of the past, with the evidence that belongs to them. */
export interface PastAnswers {
  answers: StoredAnswer[];
  evidence: StoredEvidence[];
}

/**
 * Puts the answers of a past review over what facts say today. What is named
 * was said by people; what is not named is left to facts where they agree or
 * know nothing different, and was said by people otherwise.
 */
export function pastAnswers(
  past: PastReview,
  options: {
    review: string;
    controls: ReadonlyMap<string, CompiledControl>;
    first: readonly StoredAnswer[];
    /** Whether it was decided: then all that facts deny now was true then. */
    decided: boolean;
  },
): PastAnswers {
  const result: PastAnswers = { answers: [], evidence: [] };
  for (const stored of options.first) {
    const compiled = options.controls.get(stored.control);
    const named = past.answers[stored.control];
    const given = named ?? unnamed(past, stored, options);
    if (!compiled || !stored.applies || !given) {
      result.answers.push(stored);
      continue;
    }
    const at = Date.parse(given.at ?? past.submittedAt ?? past.startedAt);
    result.answers.push({
      ...stored,
      answer: given.answer,
      note: given.note,
      updatedBy: given.by ?? past.requestedBy,
      updatedAt: at,
      version: 1,
    });
    result.evidence.push(
      ...evidenceOf(given, past).map((each, index) => ({
        ...each,
        id: uuidOf(`${options.review} ${stored.control} ${index}`),
        control: stored.control,
        validUntil: each.validUntil ?? endOf(each.date, compiled),
        addedBy: given.by ?? past.requestedBy,
        addedAt: at,
      })),
    );
  }
  return result;
}

function unnamed(
  { others }: PastReview,
  { automatic }: StoredAnswer,
  { decided }: { decided: boolean },
): PastAnswer | undefined {
  const outcome = automatic?.outcome ?? 'unknown';
  const left = outcome === 'met' || (decided && outcome === 'not-met');
  if (others === undefined || left) return undefined;
  return { answer: others, evidence: [] };
}

function evidenceOf(
  { answer, evidence }: PastAnswer,
  { proof }: PastReview,
): Pick<StoredEvidence, 'kind' | 'title' | 'url' | 'date' | 'validUntil'>[] {
  if (evidence.length > 0 || answer !== 'met' || !proof) return evidence;
  return [{ kind: 'link', ...proof }];
}

/** Only what has a date of its own ages by itself. */
function endOf(
  date: string | undefined,
  { document }: CompiledControl,
): string | undefined {
  if (date === undefined || document.validFor === undefined) return undefined;
  const end = after(Date.parse(date), document.validFor);
  return new Date(end).toISOString().slice(0, 10);
}
