import { mockServices } from '@backstage/backend-test-utils';
import type { PastAssessment } from '@gold-layer/backstage-plugin-common';
import { HistoryImport } from './HistoryImport';
import { importedId, ImportOutcome, Origin, uuidOf } from './PastImporter';

const good = {
  kind: 'assessment' as const,
  key: 'row 1',
  subject: 'component:default/checkout',
  rubric: 'sre-maturity',
  by: 'user:default/ann',
  at: '2026-01-05T09:00:00Z',
  grades: { slos: { grade: 3 } },
};

/** An import from one source, whose records are answered as told. */
function setUp(
  records: object[],
  answer: (record: PastAssessment, origin: Origin) => ImportOutcome,
) {
  const logger = mockServices.logger.mock();
  const refreshed: string[][] = [];
  const never = {
    import: async () => {
      throw new Error('Not of this kind');
    },
  };
  const history = HistoryImport.create({
    auditor: mockServices.auditor.mock(),
    logger,
    sources: [
      {
        name: 'sheet',
        title: 'the old sheet',
        async *records() {
          yield* records as (typeof good)[];
        },
      },
    ],
    importers: {
      assessment: { import: async (...args) => answer(...args) },
      review: never,
      waiver: never,
    },
    afterImport: async services => void refreshed.push(services),
  });
  const { signal } = new AbortController();
  return { logger, refreshed, run: () => history.run({ signal }) };
}

describe('taking over the past', () => {
  it('brings up to date each service of which something was taken over', async () => {
    const { refreshed, run } = setUp(
      [good, { ...good, key: 'row 2' }, { ...good, key: 'row 3' }],
      ({ key, subject }) =>
        key === 'row 2'
          ? { status: 'known' }
          : { status: 'imported', service: subject },
    );
    expect(await run()).toBe(0);
    expect(refreshed).toEqual([['component:default/checkout']]);
  });

  it('counts what waits', async () => {
    const { refreshed, run } = setUp([good], () => ({
      status: 'waits',
      reason: 'no such service yet',
    }));
    expect(await run()).toBe(1);
    expect(refreshed).toEqual([]);
  });

  it('leaves out what is wrong, says so once, and goes on', async () => {
    const { logger, refreshed, run } = setUp(
      [
        { ...good, at: 'yesterday' },
        { ...good, key: 'row 2' },
      ],
      ({ subject }) => ({ status: 'imported', service: subject }),
    );
    await run();
    await run();
    expect(refreshed).toHaveLength(2);
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^Record 'row 1' of the old sheet is not taken over: .*at at/s,
        ),
      ],
    ]);
  });
});

describe('importedId', () => {
  it('is a UUID of its own for each source and key, and always the same', () => {
    const origin = { source: 'sheet', title: 'the old sheet' };
    const id = importedId(origin, 'row 1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-/);
    expect(id).toBe(uuidOf('sheet\nrow 1'));
    expect(importedId(origin, 'row 2')).not.toBe(id);
  });
});
