import type { ServiceRecord } from '../../services/record';
import {
  freshnessGauges,
  predictionHistograms,
  requestCounters,
  requestHistograms,
  storageCounters,
  storageHistograms,
  streamGauges,
  type MetricConvention,
} from './conventions';

/** What kind of service it is, as its record says. */
export type ServiceType = NonNullable<ServiceRecord['serviceType']>;

interface Item {
  /** Also the usual name of the SLO. */
  id: string;
  /** What is measured, as a title. */
  title: string;
  /** Why it matters to those who use the service. */
  why: string;
  /** An objective to begin with: rather loose. */
  objective: string;
  /** Words that names of fitting metrics have. */
  words: string[];
  conventions: MetricConvention[];
}

/**
 * Something worth measuring, by how it is measured:
 * - `events`: one counter of all events, and what tells the bad ones
 * - `histogram`: the share of events within one bucket
 * - `gauge`: a value on the right side of a threshold, in slices of five
 *   minutes; `reads` says what is made of the metric: its highest `value`, its
 *   `age` (it is the time something last happened), or its `rate` (it is a counter)
 * - `pushed`: good and total come over the API
 */
export type SliMenuItem = Item &
  (
    | { kind: 'events' }
    | { kind: 'pushed' }
    | { kind: 'histogram'; bound: number; unit: string }
    | {
        kind: 'gauge';
        reads: 'value' | 'age' | 'rate';
        op: 'lt' | 'lte' | 'gt' | 'gte';
        bound: number;
        unit: string;
      }
  );

const failures: SliMenuItem = {
  kind: 'events',
  id: 'availability',
  title: 'Success rate',
  why: 'People notice a failed request first. Count what is the fault of the service, not of the caller.',
  objective: '0.999',
  words: ['request', 'http', 'grpc', 'response', 'handled'],
  conventions: requestCounters,
};

function speed(
  id: string,
  title: string,
  { objective, bound }: { objective: string; bound: number },
): SliMenuItem {
  return {
    kind: 'histogram',
    id,
    title,
    why: 'A slow answer is a failure that takes longer. Count the share of answers that are fast enough; a mean hides the slow ones.',
    objective,
    bound,
    unit: 's',
    words: ['duration', 'latency', 'seconds', 'request'],
    conventions: requestHistograms,
  };
}

function vital(
  id: string,
  title: string,
  why: string,
  { bound, unit, words }: { bound: number; unit: string; words: string[] },
): SliMenuItem {
  return {
    kind: 'histogram',
    id,
    title,
    why,
    objective: '0.75',
    bound,
    unit,
    words: [...words, 'web_vitals'],
    conventions: [],
  };
}

const freshness: SliMenuItem = {
  kind: 'gauge',
  id: 'freshness',
  title: 'Freshness',
  why: 'Old data looks like right data. Measure how long ago the last complete run ended.',
  reads: 'age',
  op: 'lt',
  bound: 3600,
  unit: 's',
  objective: '0.99',
  words: ['last_success', 'last_run', 'updated', 'timestamp', 'freshness'],
  conventions: freshnessGauges,
};

function counted(
  id: string,
  title: string,
  why: string,
  { objective, words }: { objective: string; words: string[] },
): SliMenuItem {
  return { kind: 'events', id, title, why, objective, words, conventions: [] };
}

/** What to measure of each type of service, most telling first. */
export const sliMenuItems: Record<ServiceType, SliMenuItem[]> = {
  api: [
    failures,
    speed('latency-p95', 'Fast answers (p95)', {
      objective: '0.95',
      bound: 0.3,
    }),
    speed('latency-p99', 'Fast answers (p99)', { objective: '0.99', bound: 1 }),
    speed('latency-p50', 'Fast answers (median)', {
      objective: '0.5',
      bound: 0.05,
    }),
    {
      kind: 'gauge',
      id: 'throughput',
      title: 'Throughput',
      why: 'Where others rely on so much work being done, too little of it is a failure even without errors.',
      reads: 'rate',
      op: 'gte',
      bound: 1,
      unit: '1/s',
      objective: '0.99',
      words: ['request', 'http', 'processed'],
      conventions: requestCounters,
    },
  ],
  web: [
    vital(
      'largest-contentful-paint',
      'Page shown in time (LCP)',
      'Until the largest part of a page is there, people look at nothing. Good is up to 2.5 s for three visits of four.',
      { bound: 2.5, unit: 's', words: ['lcp', 'largest_contentful_paint'] },
    ),
    vital(
      'interaction-to-next-paint',
      'Page reacts in time (INP)',
      'A click that shows nothing is clicked again. Good is up to 200 ms for three visits of four.',
      { bound: 0.2, unit: 's', words: ['inp', 'interaction_to_next_paint'] },
    ),
    vital(
      'cumulative-layout-shift',
      'Page stands still (CLS)',
      'What moves while the page loads is clicked by mistake. Good is up to 0.1 for three visits of four.',
      { bound: 0.1, unit: '1', words: ['cls', 'cumulative_layout_shift'] },
    ),
    {
      ...failures,
      id: 'errors',
      title: 'Pages without errors',
      why: 'A page that breaks loses its visitor, whatever the server has counted.',
      words: ['page', 'error', 'request', 'http'],
    },
  ],
  'data-pipeline': [
    freshness,
    counted(
      'correctness',
      'Correct records',
      'Wrong data spreads to everything that is computed from it. Count records that fail validation.',
      {
        objective: '0.999',
        words: ['record', 'row', 'validation', 'invalid', 'rejected'],
      },
    ),
    counted(
      'completeness',
      'Complete records',
      'A run that lost a part of its input looks successful. Count what came out against what went in.',
      {
        objective: '0.999',
        words: ['record', 'row', 'processed', 'ingested', 'written', 'dropped'],
      },
    ),
  ],
  storage: [
    {
      kind: 'pushed',
      id: 'durability',
      title: 'Durability',
      why: 'What was stored has to be there. Push how many objects a scrub has checked and how many it has found whole.',
      objective: '0.99999',
      words: ['lost', 'corrupt', 'checksum', 'scrub'],
      conventions: [],
    },
    {
      ...failures,
      id: 'availability',
      title: 'Successful reads and writes',
      why: 'Data that is safe but out of reach is of no use to anybody.',
      words: ['request', 'operation', 'read', 'write', 'query'],
      conventions: [...storageCounters, ...requestCounters],
    },
    {
      ...speed('latency', 'Fast reads and writes', {
        objective: '0.99',
        bound: 0.1,
      }),
      words: ['duration', 'latency', 'seconds', 'fsync', 'read', 'write'],
      conventions: [...storageHistograms, ...requestHistograms],
    },
  ],
  streaming: [
    {
      kind: 'gauge',
      id: 'processing-latency',
      title: 'Processed in time',
      why: 'A stream that lags behind tells yesterday. Measure how far the slowest consumer is behind.',
      reads: 'value',
      op: 'lt',
      bound: 60,
      unit: 's',
      objective: '0.99',
      words: ['lag', 'delay', 'behind', 'latency'],
      conventions: streamGauges,
    },
    counted(
      'ordering',
      'Messages in order',
      'Where the order carries the meaning, a message out of order is a wrong one.',
      { objective: '0.999', words: ['out_of_order', 'order', 'message'] },
    ),
    counted(
      'loss',
      'Messages kept',
      'A lost message is missed by nobody until somebody counts. Count dropped ones against all.',
      {
        objective: '0.9999',
        words: ['dropped', 'lost', 'dead_letter', 'message'],
      },
    ),
  ],
  batch: [
    {
      kind: 'pushed',
      id: 'success',
      title: 'Successful runs',
      why: 'A run that fails at night is a morning without numbers. Push one total for each run, and one good if it succeeded.',
      objective: '0.99',
      words: ['run', 'job', 'failed', 'success'],
      conventions: [],
    },
    {
      ...freshness,
      id: 'duration',
      title: 'Runs that end in time',
      why: 'A run that takes too long delays all that waits for it. Measure how long the last one took.',
      reads: 'value',
      words: ['duration', 'runtime', 'elapsed', 'job'],
      conventions: [],
    },
  ],
  'ml-model': [
    {
      ...speed('prediction-latency', 'Fast predictions', {
        objective: '0.95',
        bound: 0.2,
      }),
      words: ['predict', 'inference', 'latency', 'duration'],
      conventions: [...predictionHistograms, ...requestHistograms],
    },
    {
      kind: 'gauge',
      id: 'accuracy-drift',
      title: 'Accuracy holds',
      why: 'A model that answers fast and wrong is worse than none. Measure its distance from the accuracy it was released with.',
      reads: 'value',
      op: 'lt',
      bound: 0.05,
      unit: '1',
      objective: '0.99',
      words: ['drift', 'accuracy', 'psi', 'error'],
      conventions: [],
    },
    {
      ...freshness,
      id: 'feature-freshness',
      title: 'Fresh features',
      why: 'Predictions are as old as the features they are made from.',
      words: ['feature', 'updated', 'timestamp', 'freshness'],
    },
  ],
};
