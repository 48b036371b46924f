import {
  readSloDocuments,
  type MetricLookup,
  type Replay,
  type RouteInput,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import { ago } from '../fixtures';

/** Whose SLO is made. */
export const checkout = 'component:default/checkout';

/** What the metric source has. */
export const metrics: MetricLookup['items'] = [
  {
    name: 'http_requests_total',
    type: 'counter',
    help: 'Requests that were answered.',
    labels: ['job', 'code', 'route'],
  },
  {
    name: 'http_request_duration_seconds_bucket',
    type: 'histogram',
    help: 'How long requests took.',
    labels: ['job', 'route', 'le'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5],
  },
  {
    name: 'grpc_server_handled_total',
    type: 'counter',
    labels: ['job', 'grpc_code'],
  },
  { name: 'queue_requests_waiting', type: 'gauge', labels: ['job'] },
];

/** An SLO of the service that the portal keeps already. */
export const standingText = `# Kept since spring
apiVersion: openslo/v1
kind: SLO
metadata:
  name: latency
  displayName: Orders are quick
spec:
  service: checkout
  indicator:
    metadata:
      name: latency
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: http_request_duration_seconds_bucket{job="checkout",le="0.5"}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: http_request_duration_seconds_count{job="checkout"}
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
`;

/** What the last 30 days would have been: the stricter, the worse. */
export function replayOf(
  input: RouteInput<'replaySlo'>,
): RouteOutput<'replaySlo'> {
  const { text, service: ref, index = 0 } = input.body;
  const slo = readSloDocuments(text, { service: ref }).slos[index];
  if (!slo) throw new Error('The text holds no such SLO.');
  const budget = 1 - Number(slo.objective);
  const used = 0.0006 / budget;
  const points: Replay['points'] = Array.from({ length: 120 }, (_, step) => {
    const days = 30 - step / 4;
    const bad = days < 12 && days > 11.4;
    return {
      at: ago(days),
      sli: bad ? 0.982 : 0.9997,
      remaining: days < 11.4 ? 1 - used : 1 - used * 0.3 * (1 - days / 30),
    };
  });
  return {
    slo,
    days: 30,
    coverage: 0.993,
    sli: 0.99941,
    used,
    remaining: 1 - used,
    pages: used > 1 ? 6 : 2,
    tickets: 1,
    minutesFrozen: used > 1 ? 12_960 : 0,
    eventsPerHour: 3120,
    eventsPerHourNeeded: 0.08 / budget,
    points,
    remarks:
      used > 1
        ? [
            'The budget would be used up today. Begin with a looser objective, or repair first what fails.',
          ]
        : [],
  };
}
