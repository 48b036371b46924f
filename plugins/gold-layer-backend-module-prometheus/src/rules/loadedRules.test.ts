import {
  compareRules,
  generateRuleGroups,
  generateRules,
  LoadedGroup,
  loadedGroupSchema,
} from '@gold-layer/backstage-plugin-common';
import { RealPrometheus } from '../__testUtils__/RealPrometheus';
import { exampleSlo } from './exampleSlos';
import { describeWithPromtool } from './promtool';
import { kinds } from './sloKinds';

const slos = kinds.map(([, changes], index) =>
  exampleSlo({ ...changes, id: `default.shop.slo-${index}` }),
);

/** What a Prometheus tells of a file of rules. */
async function loadedFrom(rules: string): Promise<LoadedGroup[]> {
  const prometheus = RealPrometheus.create();
  try {
    prometheus.write('rules.yaml', rules);
    await prometheus.start({ config: 'rule_files: [rules.yaml]' });
    const answer = await fetch(`${prometheus.url}/api/v1/rules`);
    const { data } = await answer.json();
    return loadedGroupSchema.array().parse(data.groups);
  } finally {
    await prometheus.remove();
  }
}

// Debian and the release of Prometheus bring both programs together.
describeWithPromtool('rules in a Prometheus', () => {
  it('are known again in the form in which it tells them, and a change by hand shows', async () => {
    const loaded = await loadedFrom(
      generateRules(slos, { portalUrl: 'https://portal.example' }),
    );
    expect(loaded).toHaveLength(2 * slos.length);
    for (const slo of slos) {
      const { state, texts } = compareRules(generateRuleGroups(slo), loaded);
      expect([slo.id, state]).toEqual([slo.id, 'loaded']);
      expect(texts.loaded).toBe(texts.generated);
    }

    const changed = generateRules([slos[0]]).replace('> 0.01344', '> 0.02');
    const found = await loadedFrom(changed);
    expect(compareRules(generateRuleGroups(slos[0]), found)).toMatchObject({
      state: 'different',
      sentence: expect.stringContaining('GoldLayerErrorBudgetBurn page 1h 5m'),
    });
  }, 60_000);
});
