import {
  labelMatcherSchema,
  thresholdOps,
} from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';

const text = z.string();
const matcher = z.object({
  label: text,
  op: labelMatcherSchema.shape.op,
  value: text,
});

/** How the indicator comes to be: from metrics that exist, by queries of one's own, or over the API. */
export const waysToMeasure = ['metrics', 'queries', 'pushed'] as const;
/** What queries of one's own answer. */
export const queryKinds = [
  'bad',
  'good',
  'failure',
  'success',
  'threshold',
] as const;

/**
 * An SLO as far as it has been thought of. Everything is as it was typed, so
 * that a half-written number is kept as well as a whole one.
 */
export const sloDraftSchema = z.object({
  service: text,
  serviceType: text,
  /** Id of the chosen item of the menu; `own` for what the menu does not have. */
  item: text,
  title: text,
  name: text,
  description: text,
  how: z.enum(waysToMeasure),
  /** Name of the data source; nothing: the default one. */
  source: text,
  metric: text,
  /** Upper bounds of the buckets that the metric had when it was chosen. */
  buckets: z.array(z.number()),
  matchers: z.array(matcher),
  /** What tells a bad event: labels of the same metric, or a metric of its own. */
  badBy: z.enum(['labels', 'metric']),
  bad: z.array(matcher),
  badMetric: text,
  bound: text,
  queryKind: z.enum(queryKinds),
  /** The queries are counters, which only grow. */
  counter: z.boolean(),
  query: text,
  totalQuery: text,
  op: z.enum(thresholdOps),
  value: text,
  /** In minutes. */
  pushedEvery: text,
  /** In per cent. */
  target: text,
  windowKind: z.enum(['rolling', 'calendar']),
  windowDays: text,
  windowUnit: z.enum(['week', 'month', 'quarter', 'year']),
  windowZone: text,
  /** Keys of the usual alerts that are not wanted. */
  silenced: z.array(text),
  /** Those that the document has instead of the usual ones stay. */
  ownAlerts: z.boolean(),
  policy: text,
  /** In days. */
  reviewEvery: text,
  minimumEvents: text,
  runbook: text,
  /** Names of labels, with commas between. */
  contributors: text,
  /** References of people and groups, with commas between. */
  stakeholders: text,
  /** A file of another tool, turned into OpenSLO: it stands for all of the above. */
  imported: text,
  place: z.enum(['portal', 'repository']).optional(),
  /** The document as somebody has changed it by hand, and the version of the portal's that it rests on. */
  edited: z
    .object({
      place: z.enum(['portal', 'repository']),
      text: z.string(),
      version: z.number(),
    })
    .optional(),
});
/** An SLO as far as it has been thought of. */
export type SloDraft = z.infer<typeof sloDraftSchema>;
/** Where a document can stand that the wizard has made. */
export type Place = NonNullable<SloDraft['place']>;

/** The items of a text with commas between them. */
export function itemsOf(list: string): string[] {
  return list
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

/** Nothing yet, but for the service and the zone of whoever begins. */
export function newDraft(service: string, zone: string): SloDraft {
  return {
    service,
    serviceType: '',
    item: '',
    title: '',
    name: '',
    description: '',
    how: 'metrics',
    source: '',
    metric: '',
    buckets: [],
    matchers: [],
    badBy: 'labels',
    bad: [],
    badMetric: '',
    bound: '',
    queryKind: 'bad',
    counter: true,
    query: '',
    totalQuery: '',
    op: 'lt',
    value: '',
    pushedEvery: '',
    target: '',
    windowKind: 'rolling',
    windowDays: '28',
    windowUnit: 'month',
    windowZone: zone,
    silenced: [],
    ownAlerts: false,
    policy: '',
    reviewEvery: '90',
    minimumEvents: '',
    runbook: '',
    contributors: '',
    stakeholders: '',
    imported: '',
  };
}
