import { defaultBurnAlerts } from '../alerts';
import { availability } from './__testUtils__/availability';
import { sloSpecSchema } from '../spec';
import { readSloDocuments } from './readSloDocuments';

describe('readSloDocuments', () => {
  it('reads an SLO with everything that can be said of it', () => {
    const { slos, problems, documents } = readSloDocuments(availability);
    expect(problems).toEqual([]);
    expect(slos).toEqual([
      {
        id: 'default.checkout.availability',
        name: 'availability',
        title: 'Checkout answers',
        description: 'Of all requests.',
        service: 'component:default/checkout',
        indicator: 'Availability',
        sli: {
          kind: 'ratio',
          counter: true,
          bad: {
            type: 'prometheus',
            query: 'http_requests_total{code=~"5.."}',
          },
          total: { type: 'prometheus', query: 'http_requests_total' },
        },
        method: 'Occurrences',
        objective: '0.9995',
        window: { kind: 'rolling', days: 28 },
        alerts: defaultBurnAlerts({ kind: 'rolling', days: 28 }),
        policy: 'strict',
        minimumEvents: 100,
        minimumCoverage: 0.9,
        contributors: ['route', 'code'],
        runbook: 'docs/runbook.md',
        reviewEvery: 'P90D',
        reviewedOn: '2026-01-05',
        stakeholders: ['group:default/shop'],
        weight: 2,
        labels: { team: 'payments', tags: 'a,b' },
      },
    ]);
    expect(sloSpecSchema.parse(slos[0])).toEqual(slos[0]);
    expect(documents).toMatchObject([
      {
        number: 1,
        kind: 'SLO',
        name: 'availability',
        service: 'component:default/checkout',
        line: 1,
        invalid: false,
      },
    ]);
  });

  it('keeps objectives as exact as they are written', () => {
    for (const [written, objective] of [
      ['target: 0.1', '0.1'],
      ['target: 0.9999999999', '0.9999999999'],
      ['targetPercent: 99.950', '0.9995'],
      ['targetPercent: 99.99999999', '0.9999999999'],
      ['target: 9.99e-1', '0.999'],
      ['target: 0', '0'],
    ]) {
      const { slos } = readSloDocuments(
        availability.replace('target: 0.99950', written),
      );
      expect(slos[0]).toMatchObject({ objective });
    }
  });

  it('never lets one bad document cost the others', () => {
    const second = availability.replace('name: availability', 'name: fast');
    const { slos, problems, documents } = readSloDocuments(
      [
        availability,
        'kind: [',
        availability
          .replace('name: availability', 'name: slow')
          .replace('target: 0.99950', 'target: 2'),
        'just a text',
        '# empty',
        second,
      ].join('\n---\n'),
    );
    expect(slos.map(({ id }) => id)).toEqual([
      'default.checkout.availability',
      'default.checkout.fast',
    ]);
    expect(problems.map(({ path, line }) => [path, line])).toEqual([
      ['2:', 37],
      ['3:spec.objectives.0.target', 70],
      ['4:', 73],
    ]);
    expect(documents.map(it => [it.number, it.invalid])).toEqual([
      [1, false],
      [3, true],
      [4, true],
      [5, false],
    ]);
  });

  it('follows references within the file, and knows whose mistake it is', () => {
    const slo = (name: string, indicator: string) => `---
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop-cart
  indicatorRef: ${indicator}
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99, displayName: Usual }, { target: 0.999 }]
  alertPolicies: [fast-burn, { alertPolicyRef: slow-burn }]
`;
    const text = `
apiVersion: openslo/v1
kind: Service
metadata:
  name: shop-cart
  annotations: { gold-layer.io/entity-ref: shop/Cart }
---
apiVersion: openslo/v1
kind: DataSource
metadata: { name: main }
spec: { type: Prometheus, connectionDetails: { url: http://prometheus } }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: good-one, displayName: Success }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { metricSourceRef: main, spec: { query: good_total } } }
    total: { metricSource: { metricSourceRef: main, spec: { query: all_total } } }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: bad-one }
spec:
  ratioMetric: { counter: true }
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: fast-burn }
spec:
  alertWhenBreaching: true
  conditions: [{ conditionRef: FastBurn }]
  notificationTargets: [{ targetRef: OnCall }]
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: slow-burn }
spec:
  alertWhenBreaching: true
  conditions:
    - kind: AlertCondition
      metadata: { name: slow }
      spec: { severity: warning, condition: { kind: burnrate, op: gt, threshold: 2, lookbackWindow: 1d, alertAfter: 1h } }
---
apiVersion: openslo/v1
kind: AlertCondition
metadata: { name: FastBurn }
spec: { severity: sev1, condition: { threshold: 10, lookbackWindow: 2h } }
---
apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata: { name: OnCall }
spec: { target: pager }
${slo('success', 'good-one')}${slo('failure', 'bad-one')}`;
    const { slos, problems } = readSloDocuments(text);
    expect(slos).toMatchObject([
      {
        id: 'shop.cart.success',
        title: 'success: Usual',
        service: 'component:shop/cart',
        indicator: 'Success',
        objective: '0.99',
        sli: { total: { source: 'main', type: 'prometheus' } },
        window: { kind: 'rolling', days: 28 },
        alerts: [
          { severity: 'page', longMinutes: 120, shortMinutes: 10, factor: 10 },
          {
            severity: 'ticket',
            longMinutes: 1440,
            shortMinutes: 120,
            factor: 2,
          },
        ],
      },
      { id: 'shop.cart.success-2', title: 'success: 99.9%' },
    ]);
    expect(problems.map(({ path }) => path)).toEqual([
      '4:spec.ratioMetric.good',
      '4:spec.ratioMetric.total',
    ]);
  });

  it('lets two services have an SLO of one name, but no service two', () => {
    const other = availability.replace('checkout', 'cart');
    const { slos, problems } = readSloDocuments(
      [availability, other, availability].join('---\n'),
    );
    expect(slos.map(({ id }) => id)).toEqual([
      'default.checkout.availability',
      'default.cart.availability',
    ]);
    expect(problems).toMatchObject([
      {
        severity: 'error',
        path: '3:metadata.name',
        allowed:
          'another name: the file has an SLO with the address default.checkout.availability already',
      },
    ]);
  });

  it('takes nothing at all for a mistake', () => {
    expect(readSloDocuments('# later').problems).toMatchObject([
      { severity: 'error', found: 'an empty file' },
    ]);
    expect(readSloDocuments('', { inline: [] }).problems).toEqual([]);
  });

  it('gives the SLOs of a record to its service', () => {
    const own = readSloDocuments(availability, {
      service: 'component:shop/checkout',
    });
    expect(own.problems).toEqual([]);
    expect(own.slos).toMatchObject([
      { id: 'shop.checkout.availability', service: 'component:shop/checkout' },
    ]);
    const other = readSloDocuments(availability, { service: 'shop/cart' });
    expect(other.problems).toMatchObject([
      {
        severity: 'warning',
        path: 'spec.service',
        found: 'component:default/checkout',
        allowed:
          'component:shop/cart, whose record names this file; the SLO is counted as its own',
      },
    ]);
    expect(other.slos).toMatchObject([{ id: 'shop.cart.availability' }]);
  });

  it('reads documents that are data already', () => {
    const inline = {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'runs' },
      spec: {
        indicator: {
          spec: {
            ratioMetric: {
              good: { metricSource: { type: 'gold-layer-push' } },
              total: {
                metricSource: {
                  type: 'gold-layer-push',
                  spec: { every: 'P1D' },
                },
              },
            },
          },
        },
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 0.995 }],
      },
    };
    const { slos, problems } = readSloDocuments('', {
      inline: [inline, 7],
      service: 'component:default/settlement',
    });
    expect(slos).toMatchObject([
      {
        id: 'default.settlement.runs',
        objective: '0.995',
        sli: { kind: 'pushed', every: 'P1D' },
      },
    ]);
    expect(problems).toEqual([
      {
        severity: 'error',
        path: '2:',
        found: '7',
        allowed: 'an OpenSLO document with apiVersion, kind and spec',
        line: undefined,
      },
    ]);
  });

  it('reads so many SLOs of a file and no more', () => {
    const objectives = '    - target: 0.999\n'.repeat(20);
    const file = Array.from({ length: 11 }, (_, index) =>
      availability
        .replace('name: availability', `name: slo-${index}`)
        .replace('    - target: 0.99950\n', objectives),
    );
    const { documents, problems, slos } = readSloDocuments(file.join('---\n'));
    expect(slos).toHaveLength(200);
    expect(documents.at(-1)).toMatchObject({ invalid: true, slos: [] });
    expect(problems).toMatchObject([
      {
        path: '11:spec.objectives',
        found: 'more than 200 SLOs',
        allowed: 'at most 200 SLOs in one file; split it',
      },
    ]);
  });

  it.each(['{', '[', '"', 'a+', ' a', 'rate(', 'a offset '])(
    'reads queries as long as they may be, of %j alone',
    piece => {
      const query = piece.repeat(10_000).slice(0, 10_000);
      const text = availability.replace(
        '\'http_requests_total{code=~"5.."}\'',
        JSON.stringify(query),
      );
      expect(readSloDocuments(text).documents).toHaveLength(1);
    },
  );

  it.each([
    [
      'minimum-events: 100',
      `minimum-events: '${'9'.repeat(400)}'`,
      /15 digits/,
    ],
    ['weight: 2', `weight: '${'9'.repeat(400)}'`, /above 0/],
    [
      'displayName: Checkout answers',
      `displayName: ${'x'.repeat(201)}`,
      /^at most 200 characters/,
    ],
    ['team: payments', `team: ${'x'.repeat(10_001)}`, /^at most 10000/],
    [
      'runbook: docs/runbook.md',
      `runbook: ${'x'.repeat(2001)}`,
      /at most 2000/,
    ],
  ])('bounds what is kept of a document: %s', (from, to, allowed) => {
    const { problems } = readSloDocuments(availability.replace(from, to));
    expect(problems).toMatchObject([
      { severity: 'error', allowed: expect.stringMatching(allowed) },
    ]);
  });

  it('shortens what it found', () => {
    const long = `0.${'9'.repeat(1000)}`;
    const { problems } = readSloDocuments(
      availability.replace('0.99950', long),
    );
    expect(problems.map(({ found }) => found)).toEqual([
      `0.${'9'.repeat(77)}…`,
    ]);
  });

  it.each([
    [
      'too long a file',
      `# ${'x'.repeat(500_000)}`,
      'at most 500000 characters; split the file',
    ],
    [
      'too many documents',
      'a: 1\n---\n'.repeat(201),
      'at most 200 documents in one file; the others were not read',
    ],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(',')}]`,
        )
        .join('\n')}`,
      'at most 100 repetitions by alias, none within itself',
    ],
    [
      'an alias within itself',
      'a: &a [*a]',
      'at most 100 repetitions by alias, none within itself',
    ],
    ['endless nesting', '['.repeat(100_000), expect.any(String)],
    [
      'many fields',
      Array.from({ length: 45_000 }, (_, index) => `a${index}: 1`).join('\n'),
      'openslo/v1',
    ],
    [
      'an SLO of nothing but mistakes',
      `${availability}${Array.from({ length: 30_000 }, (_, index) => `a${index}: 1`).join('\n')}`,
      'fewer; the others are not told',
    ],
  ])('stays calm with %s', (_, text, allowed) => {
    const { slos, problems } = readSloDocuments(text);
    expect(slos).toEqual([]);
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', allowed }),
    );
  });

  it('knows files of other tools', () => {
    for (const [text, found] of [
      ['version: prometheus/v1\nservice: a', 'a file of Sloth'],
      ['apiVersion: sloth.slok.dev/v1', 'a file of Sloth'],
      ['apiVersion: pyrra.dev/v1alpha1', 'a file of Pyrra'],
    ]) {
      expect(readSloDocuments(text).problems).toMatchObject([{ found }]);
    }
  });
});
