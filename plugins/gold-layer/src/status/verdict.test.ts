import type { SloHealth } from '@gold-layer/backstage-plugin-common';
import { healthy, troubled } from './fixtures';
import { verdictOf } from './verdict';

const now = Date.parse('2026-11-21T08:00:00Z');
/** Nine SLOs, all measured half a minute ago. */
const slos: SloHealth = {
  origins: [{ origin: 'repository', count: 9 }],
  unreadable: [],
  unreadableCount: 0,
  broken: [],
  homeless: [],
  evaluatedAt: '2026-11-21T07:59:30Z',
  seconds: 0.4,
  failing: { source: 0, query: 0 },
  waiting: 0,
};

describe('whether one can trust what is shown', () => {
  it('is a yes when everything is in order', () => {
    expect(verdictOf({ ...healthy, slos }, now)).toEqual({
      answer: 'yes',
      sentence: expect.stringContaining('Yes.'),
      doubts: [],
    });
  });

  it('is a no with the heavy reasons first when results are incomplete', () => {
    const { answer, doubts } = verdictOf(troubled, now);
    expect(answer).toBe('no');
    expect(doubts.map(({ weight, text }) => [weight, text])).toEqual([
      ['heavy', expect.stringContaining('catalog cannot be reached')],
      ['heavy', expect.stringContaining('Catalog entity gives no facts')],
      ['heavy', expect.stringContaining('1 definition could not be read')],
      ['heavy', expect.stringContaining('2 SLOs cannot be measured')],
      ['light', expect.stringContaining('1 SLO document could not be read')],
      ['light', expect.stringContaining('1 SLO cannot be measured')],
      ['light', expect.stringContaining('Catalog entity for 7 services')],
      ['light', expect.stringContaining('3 services wait')],
    ]);
  });

  it.each([
    [
      'facts are stale',
      { sources: [{ ...healthy.sources[0], stale: 1 }] },
      'Facts are out of date: from Repository for 1 service.',
    ],
    [
      'a source is held back by the age of its facts alone',
      {
        sources: [
          { ...healthy.sources[0], state: 'degraded' as const, stale: 2 },
        ],
      },
      'Facts are out of date: from Repository for 2 services.',
    ],
    [
      'a source has never run',
      { sources: [{ ...healthy.sources[0], state: 'never-run' as const }] },
      'Nothing has come yet from: Repository.',
    ],
    [
      'a source failed in part',
      {
        sources: [
          { ...healthy.sources[0], state: 'degraded' as const, failures: 2 },
        ],
      },
      'Repository failed for 2 services',
    ],
    [
      'an entity cannot be stored',
      { catalog: { ...healthy.catalog, error: '1 entity is missing here.' } },
      'Not all of the catalog could be taken in. 1 entity is missing here.',
    ],
    [
      'a refused definition has a good version in force',
      { quarantined: [{ ...troubled.quarantined[0], lastGoodInForce: true }] },
      'the version before is still in force',
    ],
  ])('is a mostly when %s', (_, change, text) => {
    const verdict = verdictOf({ ...healthy, ...change }, now);
    expect(verdict.answer).toBe('mostly');
    expect(verdict.doubts).toEqual([
      { weight: 'light', text: expect.stringContaining(text) },
    ]);
  });

  it('is a no while no service is known', () => {
    const verdict = verdictOf(
      { ...healthy, catalog: { ...healthy.catalog, services: 0 } },
      now,
    );
    expect(verdict.answer).toBe('no');
    expect(verdict.doubts[0].text).toContain('No services are known yet');
  });

  it.each<[string, Partial<SloHealth>, string]>([
    [
      'the last evaluation is a quarter of an hour old',
      { evaluatedAt: '2026-11-21T07:45:00Z' },
      'not worked out any more',
    ],
    [
      'none has ended yet',
      { evaluatedAt: undefined },
      'No numbers of SLOs have been worked out yet',
    ],
    [
      'the last one broke off',
      { evaluatedAt: undefined, error: 'deadlock detected' },
      'broke off',
    ],
  ])('is a no while SLOs are not evaluated: %s', (_, change, text) => {
    expect(
      verdictOf({ ...healthy, slos: { ...slos, ...change } }, now),
    ).toMatchObject({
      answer: 'no',
      doubts: [{ weight: 'heavy', text: expect.stringContaining(text) }],
    });
  });

  it.each<[string, Partial<SloHealth>, string]>([
    [
      'a query is wrong',
      { failing: { source: 0, query: 1 } },
      '1 SLO cannot be measured, as its query is wrong.',
    ],
    [
      'numbers have not followed a change',
      { waiting: 2 },
      '2 SLOs have changed since their numbers were worked out.',
    ],
    [
      'a promise is made for nobody the catalog knows',
      {
        homeless: [
          { slo: 'a', service: 'component:default/gone', location: 'a.yaml' },
        ],
      },
      '1 SLO speaks of a service that the catalog does not have.',
    ],
  ])('is a mostly when %s', (_, change, text) => {
    expect(
      verdictOf({ ...healthy, slos: { ...slos, ...change } }, now),
    ).toMatchObject({ answer: 'mostly', doubts: [{ weight: 'light', text }] });
  });

  it('asks no evaluation of whoever sees no SLO', () => {
    const none = { ...slos, origins: [], evaluatedAt: undefined };
    expect(verdictOf({ ...healthy, slos: none }, now).answer).toBe('yes');
  });
});
