/**
 * Rules that miss a fact end in an error that is caught at once. Recording
 * where it came from would be most of the cost of evaluating services about
 * which little is known yet.
 */
export function withoutStacks<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
