import { refusal } from '../__testUtils__/refusal';
import { EditQueue } from './EditQueue';
import type { PendingEdit, Saved } from './pendingEdit';

interface Fields {
  answer: string;
}

const nobodyAnswers = Object.assign(new Error('Failed to fetch'), {
  name: 'TypeError',
});

/** A backend of answers, whose saves can be made to fail, and the queue before it. */
function openQueue({ keeps = true } = {}) {
  const answers = new Map<string, Saved<Fields>>(
    ['slos', 'runbooks', 'alerts'].map(key => [
      key,
      { key, fields: { answer: '' }, version: 1 },
    ]),
  );
  const failures = new Map<string, Error>();
  const sent: string[] = [];
  let kept: PendingEdit<Fields>[] = [];
  const queue = EditQueue.create<Fields>({
    send: async ({ key, change, version }) => {
      sent.push(key);
      const failure = failures.get(key);
      if (failure) throw failure;
      const saved = {
        key,
        fields: { answer: '', ...change },
        version: version + 1,
      };
      answers.set(key, saved);
      return saved;
    },
    current: key => answers.get(key),
    reload: async key => answers.get(key),
    store: {
      load: () => [],
      save: edits => {
        kept = edits;
        return keeps;
      },
    },
  });
  return { queue, answers, failures, sent, kept: () => kept };
}

const settle = () => jest.advanceTimersByTimeAsync(0);

describe('a queue of changes', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends what waits once the backend is back, though another change went first', async () => {
    const { queue, answers, failures, kept } = openQueue();
    failures.set('slos', nobodyAnswers);
    queue.change('slos', { answer: 'met' });
    await settle();
    expect(queue.edit('slos')?.state).toMatchObject({ kind: 'waiting' });

    failures.clear();
    queue.change('runbooks', { answer: 'partly' });
    await settle();
    expect(answers.get('runbooks')?.fields.answer).toBe('partly');
    expect(answers.get('slos')?.fields.answer).toBe('met');
    expect(queue.all().map(({ state }) => state.kind)).toEqual([
      'saved',
      'saved',
    ]);
    expect(kept()).toEqual([]);
  });

  it('tries again by itself, more and more rarely, until it is answered', async () => {
    const { queue, failures, sent } = openQueue();
    failures.set('slos', nobodyAnswers);
    queue.change('slos', { answer: 'met' });
    await settle();
    await jest.advanceTimersByTimeAsync(1_999);
    expect(sent).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(3_999);
    expect(sent).toHaveLength(2);
    failures.clear();
    await jest.advanceTimersByTimeAsync(1);
    expect(queue.edit('slos')?.state).toEqual({ kind: 'saved' });
    await jest.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(3);
  });

  it('asks a backend that nobody reaches for one thing at a time', async () => {
    const { queue, failures, sent } = openQueue();
    for (const key of ['slos', 'runbooks']) failures.set(key, nobodyAnswers);
    queue.change('slos', { answer: 'met' });
    queue.change('runbooks', { answer: 'met' });
    await settle();
    expect(sent).toEqual(['slos']);

    failures.clear();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(queue.all().map(({ state }) => state.kind)).toEqual([
      'saved',
      'saved',
    ]);
  });

  it('is not held up by one thing that always fails', async () => {
    const { queue, answers, failures, sent } = openQueue();
    failures.set('slos', await refusal(500, 'Something broke.'));
    queue.change('slos', { answer: 'met' });
    queue.change('runbooks', { answer: 'partly' });
    await settle();
    expect(answers.get('runbooks')?.fields.answer).toBe('partly');
    expect(queue.edit('slos')?.state).toEqual({
      kind: 'waiting',
      reached: true,
      kept: true,
      message: 'Something broke.',
    });

    // It is not given up for that.
    failures.clear();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(answers.get('slos')?.fields.answer).toBe('met');
    expect(sent).toEqual(['slos', 'runbooks', 'slos']);
  });

  it('says of what waits and of what is refused whether it is kept', async () => {
    const { queue, failures } = openQueue({ keeps: false });
    failures.set('runbooks', await refusal(403, 'Only Payments may answer.'));
    failures.set('slos', nobodyAnswers);
    queue.change('runbooks', { answer: 'met' });
    queue.change('slos', { answer: 'met' });
    await settle();
    expect(queue.all().map(({ state }) => state)).toMatchObject([
      { kind: 'refused', kept: false },
      { kind: 'waiting', kept: false },
    ]);
  });

  it('sets up no more tries once the page is left', async () => {
    const { queue, failures, sent, kept } = openQueue();
    failures.set('slos', nobodyAnswers);
    queue.change('slos', { answer: 'met' });
    await settle();
    queue.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(sent).toEqual(['slos', 'slos']);
    expect(kept()).toMatchObject([{ key: 'slos', change: { answer: 'met' } }]);
  });
});
