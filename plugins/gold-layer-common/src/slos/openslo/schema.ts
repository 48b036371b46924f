import { z } from 'zod';
import { budgetingMethods, thresholdOps } from '../spec';

/** The version of every document that is understood. */
export const openSloVersion = 'openslo/v1';

/** Kinds of OpenSLO documents. */
export const openSloKinds = [
  'SLO',
  'SLI',
  'Service',
  'DataSource',
  'AlertPolicy',
  'AlertCondition',
  'AlertNotificationTarget',
] as const;
/** A kind of OpenSLO document. */
export type OpenSloKind = (typeof openSloKinds)[number];

const text = z.string({ error: 'a text' }).min(1, 'a text that is not empty');
const title = text.max(200, 'at most 200 characters');
const name = text.max(255, 'at most 255 characters');
const description = z
  .string({ error: 'a text' })
  .max(1050, 'at most 1050 characters')
  .optional();
const truth = z.boolean({ error: 'true or false, without quotes' }).optional();
const duration = z
  .string({ error: 'a whole number and a letter, such as 28d or 1h' })
  .regex(
    /^\d+[mhdwMQY]$/,
    'a whole number and one letter: m minutes, h hours, d days, w weeks, M months, Q quarters, Y years; such as 28d',
  );
const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'a text',
});
const anything = z.record(z.string(), z.unknown(), {
  error: 'an object with fields of the data source',
});
const object = { error: 'an object' };

/** A name as Kubernetes labels are: what ids, rules and addresses are made of. */
export const dnsLabel = z
  .string({ error: 'a text' })
  .max(63, 'at most 63 characters')
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'lower case letters, digits and -, with a letter or digit at both ends',
  );

/** Every SLO of a document carries its labels. */
function isShort(labels: object): boolean {
  return JSON.stringify(labels).length <= 10_000;
}

function metadataOf<T extends z.ZodType>(ownName: T) {
  return z.strictObject(
    {
      name: ownName,
      displayName: title.optional(),
      labels: z
        .record(z.string(), z.union([scalar, z.array(scalar)]), {
          error: 'an object of texts or lists of texts',
        })
        .refine(isShort, 'at most 10000 characters in all')
        .optional(),
      annotations: z
        .record(z.string(), scalar, { error: 'an object of texts' })
        .optional(),
    },
    object,
  );
}
const metadata = metadataOf(name);

const metric = z.strictObject(
  {
    metricSource: z.strictObject(
      {
        metricSourceRef: name.optional(),
        type: title.optional(),
        spec: anything.optional(),
      },
      { error: 'an object with type (or metricSourceRef) and spec' },
    ),
  },
  { error: 'an object with metricSource' },
);

const sliSpec = z.strictObject(
  {
    description,
    thresholdMetric: metric.optional(),
    ratioMetric: z
      .strictObject(
        {
          counter: truth,
          good: metric.optional(),
          bad: metric.optional(),
          total: metric.optional(),
          raw: metric.optional(),
          rawType: z
            .enum(['success', 'failure'], { error: 'success or failure' })
            .optional(),
        },
        object,
      )
      .optional(),
  },
  { error: 'an object with ratioMetric or thresholdMetric' },
);
/** What an SLI says. */
export type SliSpec = z.infer<typeof sliSpec>;

const inlineIndicator = z.strictObject(
  {
    apiVersion: text.optional(),
    kind: z.literal('SLI', { error: 'SLI' }).optional(),
    metadata: metadata.optional(),
    spec: sliSpec,
  },
  { error: 'an object with metadata and spec, as a document of kind SLI has' },
);
/** An SLI within an SLO. */
export type InlineIndicator = z.infer<typeof inlineIndicator>;

const condition = z.strictObject(
  {
    kind: z
      .literal('burnrate', { error: 'burnrate, the only kind there is' })
      .default('burnrate'),
    op: z
      .enum(thresholdOps, { error: `one of ${thresholdOps.join(', ')}` })
      .optional(),
    threshold: z
      .number({ error: 'a number: how many times too fast the budget burns' })
      .positive('a number above 0'),
    lookbackWindow: duration,
    alertAfter: z
      .string({ error: 'a duration such as 5m' })
      .regex(/^\d+[mhdw]$/, 'a duration such as 5m')
      .optional(),
  },
  { error: 'an object with kind, threshold and lookbackWindow' },
);
const conditionSpec = z.strictObject(
  { description, severity: text, condition },
  { error: 'an object with severity and condition' },
);
/** What an AlertCondition says. */
export type ConditionSpec = z.infer<typeof conditionSpec>;

const policySpec = z.strictObject(
  {
    description,
    alertWhenNoData: truth,
    alertWhenResolved: truth,
    alertWhenBreaching: truth,
    conditions: z
      .array(
        z.strictObject(
          {
            apiVersion: text.optional(),
            conditionRef: text.optional(),
            kind: z
              .literal('AlertCondition', { error: 'AlertCondition' })
              .optional(),
            metadata: metadata.optional(),
            spec: conditionSpec.optional(),
          },
          { error: 'an object with conditionRef, or with kind and spec' },
        ),
        { error: 'a list with a condition' },
      )
      .min(1, 'a list with a condition'),
    notificationTargets: z.array(z.unknown(), { error: 'a list' }).optional(),
  },
  { error: 'an object with conditions' },
);
/** What an AlertPolicy says. */
export type PolicySpec = z.infer<typeof policySpec>;

const decimal = z.union([z.number(), z.string()], { error: 'a number' });

const objective = z.strictObject(
  {
    displayName: title.optional(),
    op: z
      .enum(thresholdOps, { error: `one of ${thresholdOps.join(', ')}` })
      .optional(),
    value: z.number({ error: 'a number, without quotes' }).optional(),
    target: decimal.optional(),
    targetPercent: decimal.optional(),
    timeSliceTarget: z
      .number({ error: 'a number above 0 and at most 1' })
      .optional(),
    timeSliceWindow: z
      .union([z.number().int().positive(), duration], {
        error: 'minutes as a whole number, or a duration such as 1m or 5m',
      })
      .optional(),
    indicator: inlineIndicator.optional(),
    indicatorRef: text.optional(),
    compositeWeight: z
      .number({ error: 'a number' })
      .positive('a number above 0')
      .optional(),
  },
  { error: 'an object with target or targetPercent' },
);
/** One objective of an SLO. */
export type ObjectiveSpec = z.infer<typeof objective>;

const timeWindow = z.strictObject(
  {
    duration,
    isRolling: truth,
    calendar: z
      .strictObject(
        { startTime: text, timeZone: text },
        { error: 'an object with startTime and timeZone' },
      )
      .optional(),
  },
  { error: 'an object with duration and isRolling or calendar' },
);
/** The time window of an SLO. */
export type TimeWindowSpec = z.infer<typeof timeWindow>;

const sloSpec = z.strictObject(
  {
    description,
    service: name.optional(),
    indicator: inlineIndicator.optional(),
    indicatorRef: text.optional(),
    timeWindow: z
      .array(timeWindow, { error: 'a list with exactly one window' })
      .optional(),
    budgetingMethod: z.enum(budgetingMethods, {
      error: `one of ${budgetingMethods.join(', ')}`,
    }),
    objectives: z
      .array(objective, { error: 'a list of objectives' })
      .min(1, 'a list with at least one objective')
      .max(20, 'at most 20 objectives'),
    alertPolicies: z
      .array(
        // Older files have the bare name of a policy.
        z.preprocess(
          value =>
            typeof value === 'string' ? { alertPolicyRef: value } : value,
          z.strictObject(
            {
              apiVersion: text.optional(),
              alertPolicyRef: text.optional(),
              kind: z
                .literal('AlertPolicy', { error: 'AlertPolicy' })
                .optional(),
              metadata: metadata.optional(),
              spec: policySpec.optional(),
            },
            { error: 'an object with alertPolicyRef, or with kind and spec' },
          ),
        ),
        { error: 'a list of policies' },
      )
      .max(20, 'at most 20 policies')
      .optional(),
  },
  { error: 'an object with service, indicator, timeWindow and objectives' },
);

function documentOf<K extends OpenSloKind, S extends z.ZodType>(
  kind: K,
  spec: S,
  header: typeof metadata = metadata,
) {
  return z.strictObject({
    apiVersion: z.literal(openSloVersion),
    kind: z.literal(kind),
    metadata: header,
    spec,
  });
}

/** A document of each kind. */
export const openSloSchemas = {
  SLO: documentOf('SLO', sloSpec, metadataOf(dnsLabel)),
  SLI: documentOf('SLI', sliSpec),
  Service: documentOf(
    'Service',
    z.strictObject({ description }, object).nullish(),
  ),
  DataSource: documentOf(
    'DataSource',
    z.strictObject(
      { description, type: title, connectionDetails: z.unknown().optional() },
      { error: 'an object with type' },
    ),
  ),
  AlertPolicy: documentOf('AlertPolicy', policySpec),
  AlertCondition: documentOf('AlertCondition', conditionSpec),
  AlertNotificationTarget: documentOf(
    'AlertNotificationTarget',
    z.looseObject({ target: text, description }, object),
  ),
} satisfies Record<OpenSloKind, z.ZodType>;

/** A document of a kind, read. */
export type OpenSlo<K extends OpenSloKind> = z.infer<
  (typeof openSloSchemas)[K]
>;
