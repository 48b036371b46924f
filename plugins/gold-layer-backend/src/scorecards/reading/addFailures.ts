import type { SourceTitle } from '../../facts';

/** What a source could not find out about a service. */
export interface SourceFailure {
  source: string;
  /** In one sentence. */
  error: string;
}

/** Tells what kept sources from knowing a service. */
export interface KnownFailures {
  failuresOf(service: string): Promise<SourceFailure[]>;
  titleOf: SourceTitle;
}

/**
 * Why a check is unknown, with why its sources do not know. They are added
 * when the reason is read: a source that fails anew changes no result.
 */
export function addFailures(
  reason: string,
  why: {
    failures: readonly SourceFailure[];
    titleOf: SourceTitle;
    /** Sources of the facts that are missing or stale. */
    sources: readonly string[];
  },
): string {
  const sentences = why.failures
    .filter(({ source }) => why.sources.includes(source))
    .map(({ source, error }) => `${why.titleOf(source)}: ${error}`);
  return [reason, ...sentences].join(' ');
}
