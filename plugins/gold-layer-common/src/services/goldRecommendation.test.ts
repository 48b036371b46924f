import { goldRecommendation, GoldQuestion } from './goldRecommendation';
import { GoldRecommendation } from './service';

type Case = [string, GoldQuestion, GoldRecommendation['answer'], RegExp];

const inside = { servesCustomers: false, regulatedData: false };
const outside = { servesCustomers: true, regulatedData: false };

const cases: Case[] = [
  [
    'regulated data with customers',
    {
      record: { servesCustomers: true, regulatedData: true },
      tier: 'unclassified',
    },
    'yes',
    /^It serves customers and handles regulated data\.$/,
  ],
  [
    'a critical service with customers',
    { record: { servesCustomers: true }, tier: 'critical' },
    'yes',
    /It is critical, and customers depend on it/,
  ],
  [
    'a customer API under contract',
    { record: { ...outside, serviceType: 'api', sla: 99.9 }, tier: 'standard' },
    'yes',
    /an API of which a contract promises customers 99.9%/,
  ],
  [
    'a customer service under contract',
    { record: { ...outside, sla: '99.5' }, type: 'service', tier: 'standard' },
    'yes',
    /promises customers 99.5%/,
  ],
  [
    'a batch job under contract',
    {
      record: { ...outside, serviceType: 'batch', sla: 99 },
      type: 'service',
      tier: 'important',
    },
    'optional',
    /Nothing declared/,
  ],
  [
    'a budget that ran out three times',
    { record: inside, tier: 'standard', exhaustionsThisQuarter: 3 },
    'raise',
    /3 times this quarter/,
  ],
  [
    'a budget that ran out three times, with nothing declared',
    { record: {}, tier: 'unclassified', exhaustionsThisQuarter: 3 },
    'raise',
    /3 times/,
  ],
  [
    'a budget that ran out twice',
    { record: inside, tier: 'standard', exhaustionsThisQuarter: 2 },
    'optional',
    /internal tool/,
  ],
  [
    'a regulated experiment with customers',
    {
      record: { servesCustomers: true, regulatedData: true },
      tier: 'experimental',
    },
    'yes',
    /regulated/,
  ],
  [
    'an experiment',
    { record: {}, tier: 'experimental' },
    'optional',
    /^Its tier says that it is an experiment/,
  ],
  [
    'an experiment by lifecycle',
    { record: {}, tier: 'unclassified', lifecycle: 'experimental' },
    'optional',
    /^Its lifecycle says that it is an experiment/,
  ],
  [
    'a small tool that changes daily',
    { record: { ...inside, deploymentFrequency: 'daily' }, tier: 'standard' },
    'lighter',
    /changes daily while little depends on it/,
  ],
  [
    'an important inner service that changes daily',
    { record: { ...inside, deploymentFrequency: 'daily' }, tier: 'important' },
    'optional',
    /^Nothing declared asks for Gold: its tier is important, it serves no customers, and it handles no regulated data\.$/,
  ],
  [
    'an empty record',
    { record: {}, tier: 'unclassified' },
    'undecided',
    /does not say what its tier is, nor whether it serves customers, nor whether it handles regulated data\.$/,
  ],
  [
    'customers without a word on regulation',
    { record: { servesCustomers: true }, tier: 'important' },
    'undecided',
    /does not say whether it handles regulated data\.$/,
  ],
  [
    'an inner service without a tier',
    { record: inside, tier: 'unclassified' },
    'undecided',
    /does not say what its tier is\.$/,
  ],
];

describe('goldRecommendation', () => {
  it.each(cases)('answers for %s', (_, input, answer, reason) => {
    const given = goldRecommendation(input);
    expect(given.answer).toBe(answer);
    expect(given.reasons.join(' ')).toMatch(reason);
  });

  it('gives every reason there is', () => {
    const { reasons } = goldRecommendation({
      record: {
        servesCustomers: true,
        regulatedData: true,
        sla: 99.9,
        serviceType: 'api',
      },
      tier: 'critical',
      exhaustionsThisQuarter: 4,
    });
    expect(reasons).toHaveLength(4);
  });
});
