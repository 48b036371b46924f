import { z } from 'zod';
import { sloOriginSchema } from '../slos/spec';

/** A definition that was refused, and where to look. */
export const quarantinedDefinitionSchema = z.object({
  /** File or URL as configured. */
  origin: z.string(),
  name: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** Path within the document, such as `spec.levels[0].checks[2].rule`. */
  path: z.string().optional(),
  reason: z.string(),
  since: z.string(),
  /** True when an earlier good version of the same definition is still in force. */
  lastGoodInForce: z.boolean(),
});
/** A definition that was refused. */
export type QuarantinedDefinition = z.infer<typeof quarantinedDefinitionSchema>;

/** One source of facts and how its last run went. */
export const sourceStatusSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  state: z.enum(['ok', 'degraded', 'error', 'never-run', 'running']),
  /** Facts it can give. */
  definitions: z.number().int(),
  /** Services with at least one fact from it. */
  services: z.number().int(),
  /** Of those, services with at least one stale fact from it. */
  stale: z.number().int(),
  lastStartedAt: z.string().optional(),
  lastFinishedAt: z.string().optional(),
  lastSuccessAt: z.string().optional(),
  /** Services it could not find out about when last asked. */
  failures: z.number().int(),
  /** The last error in one sentence, without secrets. */
  error: z.string().optional(),
});
/** One source of facts. */
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** How SLOs are read and measured. */
export const sloHealthSchema = z.object({
  /** SLOs in force by where their documents stand. */
  origins: z.array(
    z.object({ origin: sloOriginSchema, count: z.number().int() }),
  ),
  /** Files that could not be read, the first of them, and how many there are. */
  unreadable: z.array(
    z.object({
      location: z.string(),
      service: z.string().optional(),
      error: z.string(),
    }),
  ),
  unreadableCount: z.number().int(),
  /** Documents with errors. */
  broken: z.array(
    z.object({
      location: z.string(),
      service: z.string().optional(),
      errors: z.number().int(),
    }),
  ),
  /** SLOs of services that the catalog does not have. */
  homeless: z.array(
    z.object({ slo: z.string(), service: z.string(), location: z.string() }),
  ),
  evaluatedAt: z.string().optional(),
  seconds: z.number().optional(),
  /** SLOs whose source, or whose query, failed when last asked. */
  failing: z.object({ source: z.number().int(), query: z.number().int() }),
  /** SLOs whose numbers have not followed a change yet. */
  waiting: z.number().int(),
  error: z.string().optional(),
});
/** How SLOs are read and measured. */
export type SloHealth = z.infer<typeof sloHealthSchema>;

/** The health of Gold Layer itself. */
export const statusSchema = z.object({
  version: z.string(),
  catalog: z.object({
    services: z.number().int(),
    groups: z.number().int(),
    confirmedAt: z.string().optional(),
    stale: z.boolean(),
    error: z.string().optional(),
  }),
  sources: z.array(sourceStatusSchema),
  definitions: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      title: z.string(),
      version: z.string(),
      origin: z.string(),
      loadedAt: z.string(),
    }),
  ),
  quarantined: z.array(quarantinedDefinitionSchema),
  evaluation: z.object({
    /** Services waiting to be scored again. */
    pending: z.number().int(),
    lastFullAt: z.string().optional(),
    lastFullSeconds: z.number().optional(),
    /** Services whose evaluation erred; they keep their last results. */
    failures: z.number().int(),
    error: z.string().optional(),
  }),
  slos: sloHealthSchema.optional(),
});
/** The health of Gold Layer itself. */
export type Status = z.infer<typeof statusSchema>;
