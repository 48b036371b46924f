/**
 * Passes on what an iterable yields until the signal is aborted, even if the
 * iterable itself never notices.
 *
 * @throws the signal's reason
 */
export async function* untilAborted<T>(
  iterable: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncIterable<T> {
  signal.throwIfAborted();
  const iterator = iterable[Symbol.asyncIterator]();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  // Nobody may be waiting at the moment of the abort.
  aborted.catch(() => {});
  let done = false;
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      done = next.done ?? false;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Not awaited: one that hangs would hang here as well.
    if (!done) void iterator.return?.()?.catch(() => {});
  }
}
