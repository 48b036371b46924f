import type { DatedFact } from '@gold-layer/backstage-plugin-node';
import { PastMeasurements } from './PastMeasurements';
import { readStorybook } from './story';

describe('PastMeasurements', () => {
  it('tells ninety days of most services, once they are known', async () => {
    let known = false;
    const past = PastMeasurements.create(await readStorybook(), {
      feed: {
        untilKnown: async () => {
          known = true;
        },
      },
    });
    const facts: DatedFact[] = [];
    for await (const fact of past.history()) {
      expect(known).toBe(true);
      facts.push(fact);
    }
    const ninetyDays = 90 * 86_400_000;
    const oldest = Math.min(...facts.map(fact => fact.collectedAt.getTime()));
    expect(Date.now() - oldest).toBeGreaterThan(ninetyDays);
    expect(new Set(facts.map(fact => fact.service)).size).toBeGreaterThan(35);
  });
});
