import { mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { readSloStories, type SloStory } from './sloStories';
import { SloFeed } from './SloFeed';

const hourMs = 3_600_000;

/** A backend that knows some SLOs and remembers the latest end told of each. */
class FakeBackend {
  readonly told = new Map<string, number>();
  readonly intervals: { slo: string; from: string; to: string }[] = [];
  readonly marks: { kind: string }[] = [];
  refuse = false;

  constructor(readonly known: (id: string) => boolean) {}

  call = jest.fn(async (operation: string, input: Record<string, never>) => {
    if (operation === 'getSlo') return this.#get(input.id);
    const { items } = input.body as { items: never[] };
    if (operation === 'pushSloMarks') this.marks.push(...items);
    else this.#take(items);
    const outcome = this.refuse ? 'refused' : 'accepted';
    return {
      accepted: 0,
      unchanged: 0,
      refused: this.refuse ? items.length : 0,
      items: items.map((_, index) => ({ index, outcome, reason: 'no' })),
    };
  });

  async #get(id: string) {
    if (!this.known(id)) {
      throw await ResponseError.fromResponse(
        new Response('{}', { status: 404, statusText: 'Not Found' }) as never,
      );
    }
    const end = this.told.get(id);
    return { numbers: { asOf: end && new Date(end).toISOString() } };
  }

  #take(items: { slo: string; from: string; to: string }[]) {
    for (const item of items) {
      this.intervals.push(item);
      const end = Date.parse(item.to);
      this.told.set(item.slo, Math.max(end, this.told.get(item.slo) ?? 0));
    }
  }
}

describe('SloFeed', () => {
  let stories: SloStory[];
  const clock = { now: new Date('2026-11-27T09:07:00Z') };
  const logger = mockServices.logger.mock();

  const feedOf = (backend: FakeBackend, names: string[]) =>
    SloFeed.create({
      client: backend as never,
      logger,
      now: () => clock.now,
      patienceMs: 1,
      stories: stories.filter(({ name }) => names.includes(name)),
      token: async () => 'token',
    });

  beforeAll(async () => {
    stories = await readSloStories();
  });
  beforeEach(() => {
    clock.now = new Date('2026-11-27T09:07:00Z');
    logger.warn.mockReset();
  });

  it('tells the past once without a gap, and from then on what has come since', async () => {
    const backend = new FakeBackend(() => true);
    const feed = feedOf(backend, ['beacon']);
    await feed.push();
    const first = backend.intervals.filter(({ slo }) =>
      slo.endsWith('answered'),
    );
    expect(first[0].from).toBe('2026-09-30T00:00:00.000Z');
    expect(first.at(-1)?.to).toBe('2026-11-27T09:05:00.000Z');
    first
      .slice(1)
      .forEach(({ from }, index) => expect(from).toBe(first[index].to));
    expect(backend.marks.map(({ kind }) => kind)).toContain('incident');

    backend.intervals.splice(0);
    backend.marks.splice(0);
    await feed.push();
    expect(backend.intervals).toEqual([]);

    clock.now = new Date(clock.now.getTime() + 50 * hourMs);
    await feed.push();
    const since = backend.intervals.filter(({ slo }) =>
      slo.endsWith('answered'),
    );
    expect(since[0].from).toBe('2026-11-27T09:05:00.000Z');
    expect(since.at(-1)?.to).toBe('2026-11-29T11:05:00.000Z');
    since
      .slice(1)
      .forEach(({ from }, index) => expect(from).toBe(since[index].to));
    expect(backend.marks.map(({ kind }) => kind)).not.toContain('incident');
  });

  it('leaves a measuring that has ended as it was', async () => {
    const backend = new FakeBackend(() => true);
    const feed = feedOf(backend, ['weather-vane']);
    await feed.push();
    expect(backend.intervals.at(-1)?.to).toBe('2026-11-18T00:00:00.000Z');
    backend.intervals.splice(0);
    clock.now = new Date(clock.now.getTime() + 50 * hourMs);
    await feed.push();
    expect(backend.intervals).toEqual([]);
  });

  it('waits for SLOs that are not known yet, and says what is refused', async () => {
    const backend = new FakeBackend(id => id.includes('beacon'));
    backend.refuse = true;
    await feedOf(backend, ['beacon', 'till-api']).push();
    const told = new Set(backend.intervals.map(({ slo }) => slo));
    expect([...told]).toEqual([
      'default.beacon.answered',
      'default.beacon.quick',
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('were refused, the first:'),
    );
  });
});
