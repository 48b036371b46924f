import type { SloSpec } from './spec';
import type { SloState } from './state';
import { isAbove } from './tolerance';
import { minutesInWords, zonedMoment, percent } from './words';

/** What is known of an SLO's measuring. */
export interface SloMeasured {
  now: Date;
  objective: string;
  /** The document has errors. */
  invalid?: boolean;
  /** Bad events in the window; absent where nothing was measured. */
  bad?: number;
  /** Events in the window; absent where nothing was measured. */
  total?: number;
  /** Measured share of the window that has passed. */
  coverage: number;
  /** 0.8 if absent. */
  minimumCoverage?: number;
  /** Share of the whole window in which, so far, nothing counts as bad, as it was planned; none if absent. */
  countedGood?: number;
  /** End of the last bucket that was measured. */
  asOf?: Date;
  /** After how many minutes without a new bucket numbers are old; see {@link staleAfterMinutes}. */
  staleAfterMinutes: number;
  /** Since when it is measured, where that is within the window. */
  measuredSince?: Date;
  /** What went wrong when the source was last asked. */
  failure?: { kind: 'query' | 'source'; error: string; since: Date };
  /** What the source left out of its last answer. */
  partial?: string;
  /** No series of the total has ever matched. */
  neverSeen?: boolean;
}

/** A state in which numbers say nothing about the service, with what it means and what repairs it. */
export interface Distrust {
  state: Extract<
    SloState,
    'invalid' | 'error' | 'no-data' | 'stale' | 'partial' | 'idle'
  >;
  diagnosis: string;
}

/** Share of expected samples below which a number is partial, where the document says nothing. */
export const defaultMinimumCoverage = 0.8;

/**
 * Planned time that counts as good may take up this share of a window. With
 * more, a number would say what was planned rather than how the service does.
 */
export const mostCountedGood = 0.1;

/**
 * After how many minutes without news an SLO's numbers are stale: three buckets
 * where it is asked for, two intervals and as much where it is pushed.
 */
export function staleAfterMinutes(
  options: Pick<SloSpec, 'sli'> & { everyMinutes?: number },
): number {
  const { sli, everyMinutes = 5 } = options;
  return sli.kind === 'pushed' ? 2 * everyMinutes + 15 : 15;
}

/**
 * Why the numbers of an SLO cannot be trusted; absent if they can. A source that
 * fails once does no harm while its last numbers are fresh; a query that is
 * wrong does, as nothing will come any more.
 */
export function distrustOf(measured: SloMeasured): Distrust | undefined {
  const { failure, coverage, total, partial } = measured;
  const least = measured.minimumCoverage ?? defaultMinimumCoverage;
  if (measured.invalid) {
    return say(
      'invalid',
      'The document has errors, so nothing can be computed. Repair what is listed as problems.',
    );
  }
  if (failure?.kind === 'query') {
    return say(
      'error',
      `The source cannot make sense of the query: ${failure.error}. Correct the query in the document.`,
    );
  }
  const fresh = isFresh(measured);
  if (failure && !fresh) {
    return say(
      'error',
      `The source has not answered since ${zonedMoment(failure.since)}: ${failure.error}. Numbers come back by themselves once it does.`,
    );
  }
  if (measured.neverSeen) {
    return say(
      'no-data',
      'No series has ever matched the query for the total. Check the names of the metric and its labels, and that the service is scraped.',
    );
  }
  if (total === undefined || measured.asOf === undefined) {
    return say(
      'no-data',
      'Nothing was measured in this window. Check that the service still sends what the query asks for.',
    );
  }
  if (!fresh) {
    return say(
      'stale',
      `The last measurement ended ${minutesInWords(ageMinutes(measured, measured.asOf))} ago, at ${zonedMoment(measured.asOf)}. Check that the service still sends and is still scraped.`,
    );
  }
  if (partial) {
    return say(
      'partial',
      `The source answered in part: ${partial}. What is missing may be good or bad.`,
    );
  }
  if (coverage < least - 1e-9)
    return say('partial', tooLittle(measured, least));
  if (isAbove(measured.countedGood ?? 0, mostCountedGood)) {
    return say('partial', tooMuchPlanned(measured));
  }
  return total > 0
    ? undefined
    : say(
        'idle',
        'It was measured, and nobody asked for anything: there is no share to speak of until there is traffic.',
      );
}

function isFresh(measured: SloMeasured): boolean {
  const { asOf, staleAfterMinutes: limit } = measured;
  return asOf !== undefined && ageMinutes(measured, asOf) <= limit;
}

function ageMinutes({ now }: SloMeasured, asOf: Date): number {
  return (now.getTime() - asOf.getTime()) / 60_000;
}

function tooLittle(
  { coverage, measuredSince }: SloMeasured,
  least: number,
): string {
  const measured = `Only ${percent(coverage, 1)} of the window was measured, and at least ${percent(least, 1)} is asked for.`;
  return measuredSince
    ? `${measured} It is measured since ${zonedMoment(measuredSince)} only; this mends itself as the window fills.`
    : `${measured} Look for gaps in scraping, or for a retention that is shorter than the window.`;
}

function tooMuchPlanned({ countedGood = 0 }: SloMeasured): string {
  return `${percent(countedGood, 1)} of the window is planned time in which nothing counts as bad, and at most ${percent(mostCountedGood, 0)} may be: the number says too little about the service. Drop such time instead of counting it as good, or take some of it back.`;
}

function say(state: Distrust['state'], diagnosis: string): Distrust {
  return { state, diagnosis };
}
