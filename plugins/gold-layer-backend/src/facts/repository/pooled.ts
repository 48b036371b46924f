/** Works on items, a few at a time, and yields what comes of them as it comes. */
export async function* pooled<I, O>(
  items: I[],
  options: { size: number },
  work: (item: I) => Promise<O>,
): AsyncIterable<O> {
  const waiting = items.slice();
  const running = new Set<Promise<{ self: () => void; value: O }>>();
  const start = (item: I) => {
    const task = work(item).then(value => ({
      self: () => running.delete(task),
      value,
    }));
    running.add(task);
  };
  for (;;) {
    while (waiting.length > 0 && running.size < options.size) {
      for (const item of waiting.splice(0, 1)) start(item);
    }
    if (running.size === 0) return;
    const { self, value } = await Promise.race(running);
    self();
    yield value;
  }
}
