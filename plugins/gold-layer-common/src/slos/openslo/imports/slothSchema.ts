import { z } from 'zod';

const text = z.string({ error: 'a text' });
const texts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
  {
    error: 'an object of texts',
  },
);
const anything = z.unknown().optional();

// Sloth writes its own files with_underscores and those for Kubernetes inCamelCase.
const alertSchema = z.strictObject({
  disable: z.boolean().optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
});
const alertingSchema = z.strictObject({
  name: text.optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  page_alert: alertSchema.optional(),
  pageAlert: alertSchema.optional(),
  ticket_alert: alertSchema.optional(),
  ticketAlert: alertSchema.optional(),
});
/** One SLO of Sloth. */
export const sloSchema = z.strictObject({
  name: text,
  objective: z.union([z.number(), z.string()], { error: 'a percentage' }),
  description: text.optional(),
  labels: texts.optional(),
  plugins: anything,
  interval: anything,
  sli: z.strictObject(
    {
      events: z
        .strictObject({
          error_query: text.optional(),
          errorQuery: text.optional(),
          total_query: text.optional(),
          totalQuery: text.optional(),
        })
        .optional(),
      raw: z
        .strictObject({
          error_ratio_query: text.optional(),
          errorRatioQuery: text.optional(),
        })
        .optional(),
      plugin: z.looseObject({ id: text.optional() }).optional(),
    },
    { error: 'an object with events, raw or plugin' },
  ),
  alerting: alertingSchema.optional(),
});
/** One SLO of Sloth. */
export type SlothSlo = z.infer<typeof sloSchema>;

const specSchema = z.strictObject({
  service: text,
  labels: texts.optional(),
  slos: z.array(z.unknown(), { error: 'a list of SLOs' }),
  sloPlugins: anything,
  slo_plugins: anything,
});
/** A file of Sloth. */
export const fileSchema = specSchema.extend({
  version: z.literal('prometheus/v1'),
});
/** The same as a resource of Kubernetes. */
export const resourceSchema = z.looseObject({
  spec: specSchema,
});
