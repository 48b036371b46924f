import { SharedAnswers } from '../../http/SharedAnswers';
import { SourceTurns } from './SourceTurns';

/** A question that ends when the test says so. */
function heldQuestion() {
  let end = (_: string) => {};
  let signal: AbortSignal | undefined;
  const answer = new Promise<string>(resolve => {
    end = resolve;
  });
  return {
    end,
    get started() {
      return signal !== undefined;
    },
    get aborted() {
      return signal?.aborted;
    },
    ask: (given: AbortSignal) => {
      signal = given;
      return answer;
    },
  };
}

const settled = () => new Promise(resolve => setImmediate(resolve));

describe('turns at a source', () => {
  it('are four at once; who waits longest is next', async () => {
    const turns = SourceTurns.create();
    const questions = Array.from({ length: 6 }, heldQuestion);
    const answers = questions.map(({ ask }) => turns.ask(60_000, ask));
    const started = () => questions.map(question => question.started);
    await settled();
    expect(started()).toEqual([true, true, true, true, false, false]);
    questions[2].end('third');
    expect(await answers[2]).toBe('third');
    await settled();
    expect(started()).toEqual([true, true, true, true, true, false]);
    questions.forEach(({ end }, index) => end(String(index)));
    expect(await Promise.all(answers)).toEqual([
      '0',
      '1',
      'third',
      '3',
      '4',
      '5',
    ]);
  });

  it('are refused when too many wait', async () => {
    const turns = SourceTurns.create();
    const questions = Array.from({ length: 24 }, heldQuestion);
    const answers = questions.map(({ ask }) => turns.ask(60_000, ask));
    await expect(turns.ask(60_000, heldQuestion().ask)).rejects.toThrow(
      /Too many questions wait/,
    );
    questions.forEach(({ end }) => end('done'));
    expect(await Promise.all(answers)).toHaveLength(24);
    expect(await turns.ask(60_000, async () => 'free again')).toBe(
      'free again',
    );
  });

  it('are over in time, also for who still waits; a source that does not heed it keeps its turn', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const turns = SourceTurns.create();
      const deaf = Array.from({ length: 4 }, heldQuestion);
      const late = deaf.map(({ ask }) => turns.ask(10_000, ask));
      const waiting = turns.ask(5_000, heldQuestion().ask);
      late.forEach(answer => answer.catch(() => {}));
      waiting.catch(() => {});
      await settled();
      jest.advanceTimersByTime(10_000);
      await expect(waiting).rejects.toThrow(/within 5 seconds/);
      for (const answer of late) {
        await expect(answer).rejects.toThrow(
          /did not answer within 10 seconds/,
        );
      }
      expect(deaf.map(({ aborted }) => aborted)).toEqual([
        true,
        true,
        true,
        true,
      ]);
      const next = heldQuestion();
      const answer = turns.ask(10_000, next.ask);
      await settled();
      expect(next.started).toBe(false);
      deaf[0].end('at last');
      await settled();
      expect(next.started).toBe(true);
      next.end('heard');
      expect(await answer).toBe('heard');
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('shared answers', () => {
  const clock = { now: new Date(0) };
  const create = () =>
    SharedAnswers.create<number>({
      validMs: 1000,
      capacity: 2,
      now: () => clock.now,
    });

  it('are found out once for all who ask in the meantime, and again later', async () => {
    const answers = create();
    let asked = 0;
    const find = async () => (asked += 1);
    const get = (key: string) => answers.get(key, find);
    expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1]);
    expect(await get('b')).toBe(2);
    clock.now = new Date(1000);
    expect(await get('a')).toBe(3);
    expect(await get('c')).toBe(4);
    expect(await get('b')).toBe(5);
  });

  it('are not kept where finding out failed', async () => {
    const answers = create();
    const failing = answers.get('a', () => Promise.reject(new Error('down')));
    await expect(failing).rejects.toThrow('down');
    expect(await answers.get('a', async () => 7)).toBe(7);
  });
});
