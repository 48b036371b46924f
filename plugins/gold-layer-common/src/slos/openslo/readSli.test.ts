import { availability } from './__testUtils__/availability';
import { problemsOf } from './__testUtils__/problemsOf';
import { readSloDocuments } from './readSloDocuments';

describe('indicators', () => {
  const indicator = availability.slice(
    availability.indexOf('  indicator:'),
    availability.indexOf('  timeWindow:'),
  );
  const measuring = (spec: string, objective = 'target: 0.99') =>
    availability
      .replace(indicator, `  indicator: { spec: ${spec} }\n`)
      .replace('target: 0.99950', objective);
  const source = '{ metricSource: { type: Prometheus, spec: { query: m } } }';

  it('may be a value with a threshold', () => {
    const text = measuring(
      `{ thresholdMetric: ${source} }`,
      'target: 0.99\n      op: lte\n      value: 0.25',
    );
    expect(readSloDocuments(text)).toMatchObject({
      problems: [],
      slos: [{ sli: { kind: 'threshold', op: 'lte', value: 0.25 } }],
    });
  });

  it('may be a ratio that is ready', () => {
    const text = measuring(
      `{ ratioMetric: { raw: ${source}, rawType: success } }`,
    );
    expect(readSloDocuments(text)).toMatchObject({
      problems: [],
      slos: [{ sli: { kind: 'raw', rawType: 'success' } }],
    });
  });

  it('may be one for each objective', () => {
    const own = (name: string) =>
      `{ target: 0.99, compositeWeight: 3, indicator: { metadata: { name: ${name} }, spec: { ratioMetric: { raw: ${source}, rawType: failure } } } }`;
    const text = availability
      .replace(indicator, '')
      .replace('    gold-layer.io/weight: 2\n', '')
      .replace('- target: 0.99950', `- ${own('a')}\n    - ${own('b')}`);
    expect(readSloDocuments(text)).toMatchObject({
      problems: [],
      slos: [
        { name: 'availability', indicator: 'a', weight: 3 },
        { name: 'availability-2', indicator: 'b', weight: 3 },
      ],
    });
    expect(
      problemsOf(text.replace('  service:', `${indicator}  service:`)),
    ).toEqual([
      'error spec.indicator: an indicator for all objectives, or one in each of them, not both',
    ]);
  });

  const at = 'error spec.indicator.spec';
  it.each([
    [
      `{ thresholdMetric: ${source} }`,
      [
        'error spec.objectives.0.op: lt, lte, gt or gte: which side of value is good',
        'error spec.objectives.0.value: the number that the metric is compared with',
      ],
    ],
    [
      `{ ratioMetric: { raw: ${source} } }`,
      [
        `${at}.ratioMetric.rawType: success if raw is good ÷ total, failure if it is bad ÷ total`,
      ],
    ],
    [
      `{ ratioMetric: { raw: ${source}, rawType: success, total: ${source} } }`,
      [`${at}.ratioMetric.total: nothing beside raw: raw is the ratio already`],
    ],
    [
      `{ ratioMetric: { good: ${source}, total: { metricSource: { type: gold-layer-push } } } }`,
      [
        `${at}.ratioMetric: gold-layer-push for all of good, bad and total, or for none`,
      ],
    ],
    [
      '{ ratioMetric: { good: { metricSource: { type: gold-layer-push } }, total: { metricSource: { type: gold-layer-push, spec: { every: 5m } } } } }',
      [
        `${at}.ratioMetric.total.metricSource.spec.every: an ISO 8601 duration such as PT5M, PT1H or P1D`,
      ],
    ],
    [
      '{ ratioMetric: { good: { metricSource: { type: gold-layer-push } }, total: { metricSource: { type: gold-layer-push, spec: { every: P32D } } } } }',
      [
        'warning spec.indicator.spec.ratioMetric.total.metricSource.spec.every: at most P31D: of what is longer, only the first 31 days count as measured',
      ],
    ],
    [
      '{ ratioMetric: { good: { metricSource: { type: gold-layer-push } }, total: { metricSource: { type: gold-layer-push, spec: { every: P1M } } } } }',
      [],
    ],
    [
      `{ ratioMetric: { bad: { metricSource: { type: Prometheus, spec: { query: n } } }, total: ${source} } }`,
      [
        `${at}.ratioMetric.counter: true where the numbers only ever grow (such as …_total), false where they go up and down`,
      ],
    ],
    [
      '{ ratioMetric: { counter: true, bad: { metricSource: { type: Prometheus } }, total: { metricSource: { type: Prometheus, spec: { query: n } } } } }',
      [`${at}.ratioMetric.bad.metricSource.spec.query: a query, as a text`],
    ],
    ['{}', [`${at}: an object with ratioMetric or thresholdMetric`]],
  ])('are checked: %s', (spec, expected) => {
    expect(problemsOf(measuring(spec))).toEqual(expected);
  });
});
