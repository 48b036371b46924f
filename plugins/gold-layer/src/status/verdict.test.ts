import { healthy, troubled } from './fixtures';
import { verdictOf } from './verdict';

describe('whether one can trust what is shown', () => {
  it('is a yes when everything is in order', () => {
    expect(verdictOf(healthy)).toEqual({
      answer: 'yes',
      sentence: expect.stringContaining('Yes.'),
      doubts: [],
    });
  });

  it('is a no with the heavy reasons first when results are incomplete', () => {
    const { answer, doubts } = verdictOf(troubled);
    expect(answer).toBe('no');
    expect(doubts.map(({ weight, text }) => [weight, text])).toEqual([
      ['heavy', expect.stringContaining('catalog cannot be reached')],
      ['heavy', expect.stringContaining('Catalog entity gives no facts')],
      ['heavy', expect.stringContaining('1 definition could not be read')],
      ['heavy', expect.stringContaining('2 SLOs cannot be measured')],
      ['light', expect.stringContaining('1 SLO document could not be read')],
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
      'a refused definition has a good version in force',
      { quarantined: [{ ...troubled.quarantined[0], lastGoodInForce: true }] },
      'the version before is still in force',
    ],
  ])('is a mostly when %s', (_, change, text) => {
    const verdict = verdictOf({ ...healthy, ...change });
    expect(verdict.answer).toBe('mostly');
    expect(verdict.doubts).toEqual([
      { weight: 'light', text: expect.stringContaining(text) },
    ]);
  });

  it('is a no while no service is known', () => {
    const verdict = verdictOf({
      ...healthy,
      catalog: { ...healthy.catalog, services: 0 },
    });
    expect(verdict.answer).toBe('no');
    expect(verdict.doubts[0].text).toContain('No services are known yet');
  });
});
