import { serviceRecordSchema } from '../../services/record';
import { readSloDocuments } from '../openslo';
import { sloSpecSchema } from '../spec';
import { composeSli, composeSlo } from './composeSli';
import { selectorOf } from './labelMatcher';
import { sliMenu } from './sliMenu';
import { suggestMetrics } from './suggestMetrics';

const types = serviceRecordSchema.shape.serviceType.unwrap().options;

function item(id: string, type: (typeof types)[number] = 'api') {
  const found = sliMenu(type).find(each => each.id === id);
  if (!found) throw new Error(`No item ${id}`);
  return found;
}

describe('the SLI menu', () => {
  it.each([
    ['api', 'availability'],
    ['web', 'largest-contentful-paint'],
    ['data-pipeline', 'freshness'],
    ['storage', 'durability'],
    ['streaming', 'processing-latency'],
    ['batch', 'success'],
    ['ml-model', 'prediction-latency'],
  ] as const)('begins with what tells most of %s: %s', (type, id) => {
    expect(sliMenu(type)[0].id).toBe(id);
  });

  it('offers what an API measures where the type is not known', () => {
    expect(sliMenu()).toBe(sliMenu('api'));
  });

  it('gives a document without mistakes for every item', () => {
    for (const type of types) {
      const items = sliMenu(type);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      for (const each of items) {
        const choices = {
          item: each,
          service: 'component:shop/cart',
          metric: 'things_total',
          matchers: [{ label: 'job', op: '=', value: 'cart' }] as const,
          bad: [{ label: 'code', op: '=~', value: '5..' }] as const,
        };
        const { slos, problems } = readSloDocuments(composeSli(choices));
        expect(problems).toEqual([]);
        expect(slos).toEqual([composeSlo(choices)]);
        expect(sloSpecSchema.parse(slos[0])).toEqual(slos[0]);
      }
    }
  });
});

describe('composeSlo', () => {
  const service = 'shop/cart';
  const matchers = [{ label: 'job', op: '=', value: 'a "b"' }] as const;

  it('counts bad events by their labels', () => {
    const slo = composeSlo({
      item: item('availability'),
      service,
      metric: 'http_requests_total',
      matchers,
      bad: [{ label: 'code', op: '=~', value: '5..' }],
      objective: '0.995',
      source: 'main',
      window: { kind: 'rolling', days: 7 },
    });
    expect(slo).toMatchObject({
      id: 'shop.cart.availability',
      service: 'component:shop/cart',
      objective: '0.995',
      window: { days: 7 },
      sli: {
        bad: {
          source: 'main',
          query: 'http_requests_total{job="a \\"b\\"",code=~"5.."}',
        },
        total: { query: 'http_requests_total{job="a \\"b\\""}' },
      },
    });
  });

  it('counts bad events by a metric of their own', () => {
    const { sli } = composeSlo({
      item: item('loss', 'streaming'),
      service,
      metric: 'messages_total',
      badMetric: 'dropped_total',
    });
    expect(sli).toMatchObject({
      bad: { query: 'dropped_total' },
      total: { query: 'messages_total' },
    });
  });

  it('takes any series of a histogram, and its bucket as its label says', () => {
    for (const metric of ['a_seconds', 'a_seconds_bucket', 'a_seconds_count']) {
      const { sli } = composeSlo({
        item: item('latency-p95'),
        service,
        metric,
        bound: '0.30',
      });
      expect(sli).toMatchObject({
        good: { query: 'a_seconds_bucket{le="0.30"}' },
        total: { query: 'a_seconds_count' },
      });
    }
  });

  it.each([
    ['freshness', 'data-pipeline', 'time() - max(m)', 'lt', 3600],
    ['processing-latency', 'streaming', 'max(m)', 'lt', 60],
    ['throughput', 'api', 'sum(rate(m[5m]))', 'gte', 1],
  ] as const)('holds %s against a threshold', (id, type, query, op, value) => {
    expect(
      composeSlo({ item: item(id, type), service, metric: 'm' }),
    ).toMatchObject({
      method: 'Timeslices',
      timeSliceMinutes: 5,
      sli: { kind: 'threshold', metric: { query }, op, value },
    });
  });

  it('says what is missing', () => {
    const availability = item('availability');
    expect(() => composeSlo({ item: availability, service })).toThrow(
      'Success rate needs a metric to be chosen',
    );
    expect(() =>
      composeSlo({ item: availability, service: 'a b', metric: 'm' }),
    ).toThrow("Found service 'a b', expected an entity ref");
  });

  it('writes a bare name where nothing narrows it down', () => {
    expect(selectorOf('up', [])).toBe('up');
  });
});

describe('suggestMetrics', () => {
  const metrics = [
    { name: 'go_goroutines', type: 'gauge', labels: [] },
    { name: 'cart_requests_total', type: 'counter', labels: ['code'] },
    { name: 'http_requests_total', labels: ['code'] },
    { name: 'http_request_duration_seconds_bucket', labels: ['le'] },
    { name: 'http_request_duration_seconds_sum', labels: [] },
    { name: 'http_server_requests_seconds', labels: [], buckets: [0.1, 1] },
    { name: 'consumer_lag_seconds', type: 'gauge', labels: [] },
    { name: 'nginx_ingress_controller_requests', labels: ['status'] },
  ];
  const namesOf = (id: string, type?: (typeof types)[number]) =>
    suggestMetrics(item(id, type), metrics).map(({ metric }) => metric.name);

  it('puts well-known metrics first and leaves out what cannot serve', () => {
    expect(namesOf('availability')).toEqual([
      'http_requests_total',
      'nginx_ingress_controller_requests',
      'cart_requests_total',
    ]);
    expect(namesOf('latency-p95')).toEqual([
      'http_server_requests_seconds',
      'http_request_duration_seconds_bucket',
    ]);
    expect(namesOf('processing-latency', 'streaming')).toEqual([
      'consumer_lag_seconds',
    ]);
    expect(namesOf('success', 'batch')).toEqual([]);
  });

  it('knows how well-known metrics tell failures', () => {
    const [first] = suggestMetrics(item('availability'), metrics);
    expect(first.convention?.bad).toEqual([
      { label: 'code', op: '=~', value: '5..' },
    ]);
  });
});
