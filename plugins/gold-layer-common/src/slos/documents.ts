import { z } from 'zod';
import { sloProblemSchema, sloSpecSchema } from './spec';
import { ruleStateSchema } from './state';

const text = z.string().max(500_000);

/** What is wrong with a file, and what follows from it. Nothing is stored. */
export const checkedSloDocumentSchema = z.object({
  slos: z.array(sloSpecSchema),
  problems: z.array(sloProblemSchema),
  /** Rules for Prometheus that follow from it, as YAML; absent while it has errors. */
  rules: z.string().optional(),
  /** Unified diff against what stands for the same SLOs; absent where nothing does. */
  diff: z.string().optional(),
});
/** What is wrong with a file, and what follows from it. */
export type CheckedSloDocument = z.infer<typeof checkedSloDocumentSchema>;

/** A file to check; `service` is the entity whose record names it. */
export const checkSloDocumentSchema = z.strictObject({
  text,
  service: z.string().max(300).optional(),
});

/** Formats that can be turned into OpenSLO. */
export const importFormats = ['sloth', 'pyrra'] as const;
/** A file to turn into OpenSLO. */
export const importSloDocumentSchema = z.strictObject({
  text,
  format: z.enum(importFormats).optional(),
});
/** What an import made of a file. */
export const importedSloDocumentSchema = z.object({
  format: z.enum(importFormats),
  /** OpenSLO, as YAML. */
  text: z.string(),
  /** What could not be carried over, and what was assumed. */
  report: z.array(
    z.object({ path: z.string(), found: z.string(), note: z.string() }),
  ),
});
/** What an import made of a file. */
export type ImportedSloDocument = z.infer<typeof importedSloDocumentSchema>;

/** A document kept in the portal. `version` 0: it is new. */
export const keepSloDocumentSchema = z.strictObject({
  service: z.string().max(300),
  text,
  version: z.number().int().min(0),
});

/** How the rules of one SLO, or of several, stand at the source. */
export const sloRulesSchema = z.object({
  /** As YAML. */
  text: z.string(),
  state: ruleStateSchema,
  /** In a sentence, with the repair. */
  sentence: z.string(),
  /** Unified diff of what is loaded against what was generated, where they differ. */
  diff: z.string().optional(),
  checkedAt: z.string().optional(),
});

/** Metrics that really exist at a source. */
export const metricLookupSchema = z.object({
  source: z.string(),
  items: z.array(
    z.object({
      name: z.string(),
      type: z.string().optional(),
      help: z.string().optional(),
      /** Names of labels that its series have. */
      labels: z.array(z.string()),
      /** Upper bounds of the buckets of a histogram. */
      buckets: z.array(z.number()).optional(),
    }),
  ),
  /** Why the list is short or empty. */
  problem: z.string().optional(),
});
/** Metrics that really exist at a source. */
export type MetricLookup = z.infer<typeof metricLookupSchema>;

/** Values that a label of a metric really has. */
export const labelValuesSchema = z.object({
  source: z.string(),
  items: z.array(z.string()),
  /** Why the list is short or empty. */
  problem: z.string().optional(),
});
/** Values that a label of a metric really has. */
export type LabelValues = z.infer<typeof labelValuesSchema>;

/** What the last 30 days would have been under a proposed SLO. */
export const replaySchema = z.object({
  slo: sloSpecSchema,
  days: z.number(),
  coverage: z.number(),
  sli: z.number().optional(),
  /** Share of the budget that would have been used, per window ending now. */
  used: z.number().optional(),
  remaining: z.number().optional(),
  pages: z.number().int(),
  tickets: z.number().int(),
  minutesFrozen: z.number(),
  eventsPerHour: z.number().optional(),
  /** Events an hour below which a single failure would page. */
  eventsPerHourNeeded: z.number().optional(),
  points: z.array(
    z.object({
      at: z.string(),
      sli: z.number().optional(),
      remaining: z.number().optional(),
    }),
  ),
  /** What would surprise, in sentences. */
  remarks: z.array(z.string()),
  problem: z.string().optional(),
});
/** What the last 30 days would have been under a proposed SLO. */
export type Replay = z.infer<typeof replaySchema>;

/** What there is to help writing an SLO of a service: what bounds its target, and where it can be measured. */
export const targetGuideSchema = z.object({
  service: z.string(),
  sla: z.string().optional(),
  dependencies: z.array(
    z.object({
      service: z.string(),
      title: z.string(),
      /** Whether it is in the catalog. */
      exists: z.boolean().optional(),
      /** It is in the catalog, but not the caller's to see: what it promises is not told. */
      hidden: z.boolean().optional(),
      objective: z.string().optional(),
    }),
  ),
  ceiling: z.string().optional(),
  /** Every data source that the service may ask, for those who may look metrics up; the first one answers queries that name none. */
  sources: z.array(z.string()).optional(),
});
