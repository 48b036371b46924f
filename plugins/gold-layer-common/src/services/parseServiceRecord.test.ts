import { parseServiceRecord } from './parseServiceRecord';
import { ServiceRecord, serviceRecordSchema } from './record';

const complete: Required<ServiceRecord> = {
  tier: 'critical',
  onCall: { rotation: 'checkout-primary', escalation: ['group:default/sre'] },
  dataClassification: 'restricted',
  deploymentFrequency: 'daily',
  architecture: 'microservice',
  language: 'go',
  runtime: 'kubernetes',
  trafficPattern: 'diurnal',
  serviceType: 'api',
  peakRps: 1200,
  storageGb: 0,
  monthlyCostUsd: 310.5,
  servesCustomers: true,
  regulatedData: false,
  slos: './openslo.yaml',
  sla: '99.90',
  runbooks: ['docs/runbook.md'],
  drTier: 1,
  links: [{ title: 'Dashboard', url: 'https://dash.example.com/checkout' }],
};

describe('parseServiceRecord', () => {
  it('knows every field of the record', () => {
    expect(Object.keys(complete).sort()).toEqual(
      Object.keys(serviceRecordSchema.shape).sort(),
    );
    expect(parseServiceRecord({ goldLayer: complete })).toEqual({
      record: complete,
      problems: [],
      present: true,
    });
  });

  it.each([[undefined], [null], ['text'], [[]], [{ type: 'service' }]])(
    'finds no record in %j',
    spec => {
      expect(parseServiceRecord(spec)).toEqual({
        record: {},
        problems: [],
        present: false,
      });
    },
  );

  it.each([
    [null, 'null'],
    ['gold', '"gold"'],
    [[1], '[1]'],
  ])('calls a block that is %j a problem', (goldLayer, found) => {
    const { record, problems, present } = parseServiceRecord({ goldLayer });
    expect({ record, present }).toEqual({ record: {}, present: true });
    expect(problems).toEqual([
      { field: 'spec.goldLayer', found, allowed: expect.any(String) },
    ]);
  });

  it.each<[string, Record<string, unknown>, string, string, RegExp]>([
    [
      'a wrong choice',
      { tier: 'gold' },
      'tier',
      '"gold"',
      /^one of critical, important, standard, experimental$/,
    ],
    [
      'a slip of the pen',
      { tier: 'Critcal' },
      'tier',
      '"Critcal"',
      /did you mean critical\?$/,
    ],
    ['an empty value', { tier: null }, 'tier', 'null', /^one of critical/],
    [
      'a number in quotes',
      { drTier: '2' },
      'drTier',
      '"2"',
      /^1, 2, 3 or 4, without quotes$/,
    ],
    [
      'a boolean in quotes',
      { servesCustomers: 'yes' },
      'servesCustomers',
      '"yes"',
      /^true or false/,
    ],
    ['a negative amount', { peakRps: -1 }, 'peakRps', '-1', /0 or more/],
    ['not a number', { peakRps: NaN }, 'peakRps', 'NaN', /0 or more/],
    ['a full promise', { sla: 100 }, 'sla', '100', /below 100/],
    ['a blank text', { language: '  ' }, 'language', '"  "', /not empty/],
    ['a list for a text', { slos: [1] }, 'slos', '[1]', /OpenSLO/],
    [
      'a misspelt field',
      { dataClasification: 'public' },
      'dataClasification',
      '"public"',
      /did you mean dataClassification\?$/,
    ],
    [
      'a strange field',
      { colour: 'blue' },
      'colour',
      '"blue"',
      /known are tier, onCall/,
    ],
    [
      'a text for an object',
      { onCall: 'sre' },
      'onCall',
      '"sre"',
      /rotation and escalation/,
    ],
    [
      'a nested misspelt field',
      { onCall: { rotations: 'x' } },
      'onCall.rotations',
      '"x"',
      /did you mean rotation\?$/,
    ],
    [
      'a bad item',
      { runbooks: ['a.md', 3] },
      'runbooks[1]',
      '3',
      /URLs or repository paths/,
    ],
    [
      'a link without address',
      { links: [{ title: 'Wiki' }] },
      'links[0].url',
      'nothing',
      /full URL/,
    ],
    [
      'a long list',
      { onCall: { escalation: Array(11).fill('sre') } },
      'onCall.escalation',
      '["sre","sre","sre","sre","sre","sre","sre","sre","sre","sre","sre"]',
      /at most 10/,
    ],
  ])('names %s', (_, goldLayer, field, found, allowed) => {
    const { problems, present } = parseServiceRecord({ goldLayer });
    expect(present).toBe(true);
    expect(problems).toEqual([
      {
        field: `spec.goldLayer.${field}`,
        found,
        allowed: expect.stringMatching(allowed),
      },
    ]);
  });

  it('keeps every right field beside the wrong ones', () => {
    const { record, problems } = parseServiceRecord({
      goldLayer: {
        ...complete,
        tier: 'top',
        onCall: { rotation: 7, escalation: ['sre', '', 'director'] },
        runbooks: [null, 'docs/runbook.md'],
        links: [{ url: 'nowhere' }, ...complete.links],
        peakRPS: 5,
      },
    });
    const { tier, ...rest } = complete;
    expect(record).toEqual({
      ...rest,
      onCall: { escalation: ['sre', 'director'] },
    });
    expect(problems.map(problem => problem.field)).toEqual([
      'spec.goldLayer.tier',
      'spec.goldLayer.onCall.rotation',
      'spec.goldLayer.onCall.escalation[1]',
      'spec.goldLayer.runbooks[0]',
      'spec.goldLayer.links[0].url',
      'spec.goldLayer.peakRPS',
    ]);
  });

  it('never throws and keeps what was found short', () => {
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    const { problems } = parseServiceRecord({
      goldLayer: { tier: endless, language: 10n, runtime: 'x'.repeat(500) },
    });
    expect(problems.map(problem => problem.found)).toEqual([
      'object',
      'bigint',
      expect.stringMatching(/^"x{78}…$/),
    ]);
  });

  it('is not fooled by names every object has', () => {
    const { record, problems } = parseServiceRecord({
      goldLayer: JSON.parse('{"__proto__": {"tier": "critical"}}'),
    });
    expect(record).toEqual({});
    expect(record.tier).toBeUndefined();
    expect(problems).toHaveLength(1);
  });
});
