import {
  compareRules,
  generateRuleGroups,
  generateRules,
  LoadedGroup,
  loadedGroupSchema,
} from '@gold-layer/backstage-plugin-common';
import { exampleSlo } from './exampleSlos';
import { hasPrometheus, withPrometheus } from './realPrometheus';
import { kinds } from './sloKinds';

const slos = kinds.map(([, changes], index) =>
  exampleSlo({ ...changes, id: `default.shop.slo-${index}` }),
);

async function readLoaded(url: string): Promise<LoadedGroup[]> {
  const answer = await fetch(`${url}/api/v1/rules`);
  const { data } = await answer.json();
  return loadedGroupSchema.array().parse(data.groups);
}

(hasPrometheus ? describe : describe.skip)('rules in a Prometheus', () => {
  it('are known again in the form in which it tells them, and a change by hand shows', async () => {
    const loaded = await withPrometheus(
      generateRules(slos, { portalUrl: 'https://portal.example' }),
      readLoaded,
    );
    expect(loaded).toHaveLength(2 * slos.length);
    for (const slo of slos) {
      const { state, texts } = compareRules(generateRuleGroups(slo), loaded);
      expect([slo.id, state]).toEqual([slo.id, 'loaded']);
      expect(texts.loaded).toBe(texts.generated);
    }

    const changed = generateRules([slos[0]]).replace('> 0.01344', '> 0.02');
    const found = await withPrometheus(changed, readLoaded);
    expect(compareRules(generateRuleGroups(slos[0]), found)).toMatchObject({
      state: 'different',
      sentence: expect.stringContaining('GoldLayerErrorBudgetBurn page 1h 5m'),
    });
  }, 60_000);
});
