import { Semaphore } from './Semaphore';

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

describe('Semaphore', () => {
  const { signal } = new AbortController();

  it('lets so many through at a time, in order', async () => {
    const semaphore = Semaphore.create(2);
    const gates = [gate(), gate(), gate()];
    const begun: number[] = [];
    const runs = gates.map(({ opened }, index) =>
      semaphore.run(signal, async () => {
        begun.push(index);
        await opened;
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    gates[1].open();
    await runs[1];
    expect(begun).toEqual([0, 1, 2]);
    gates[0].open();
    gates[2].open();
    await Promise.all(runs);
  });

  it('gives the place back after a failure, and none to who gave up waiting', async () => {
    const semaphore = Semaphore.create(1);
    const first = gate();
    const busy = semaphore.run(signal, () => first.opened);
    const caller = new AbortController();
    const waiting = semaphore.run(caller.signal, async () => 'never');
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    first.open();
    await busy;
    const failing = semaphore.run(signal, async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    await expect(semaphore.run(signal, async () => 'next')).resolves.toBe(
      'next',
    );
  });
});
