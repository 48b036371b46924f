import {
  generateRules,
  readSloDocuments,
} from '@gold-layer/backstage-plugin-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(__dirname, '../../../../docs/slos.md'), 'utf8');
const examples = [
  ...guide.matchAll(/^```yaml\n(apiVersion: openslo[^]*?)^```$/gm),
].map(([, text]) => text);

describe('the guide to SLOs', () => {
  it('has an example of each kind', () => {
    const ids = examples.flatMap(text =>
      readSloDocuments(text).slos.map(({ id }) => id),
    );
    expect(ids).toEqual([
      'default.checkout.availability',
      'default.checkout.latency',
      'default.search-index.freshness',
      'default.checkout.good-minutes',
      'default.settlement.nightly-runs',
      'default.checkout.contract',
      'default.checkout.contract-2',
    ]);
  });

  it.each(examples)('has no mistakes in its examples (%#)', text => {
    const { slos, problems } = readSloDocuments(text);
    expect(problems).toEqual([]);
    const rules = generateRules(slos);
    const pushed = slos.every(({ sli }) => sli.kind === 'pushed');
    expect(rules.includes('# Without rules')).toBe(pushed);
  });
});
