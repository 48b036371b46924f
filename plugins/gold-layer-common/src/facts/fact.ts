import { z } from 'zod';

/** Types a fact can have. `timestamp` is an ISO 8601 string with zone; `list` is a list of strings. */
export const factTypes = [
  'boolean',
  'number',
  'string',
  'timestamp',
  'list',
] as const;
/** Types a fact can have. */
export const factTypeSchema = z.enum(factTypes);
/** Types a fact can have. */
export type FactType = z.infer<typeof factTypeSchema>;

/** Dotted name, two to five parts, such as `repository.readme.present`. No name may be the beginning of another. */
export const factNameSchema = z
  .string()
  .max(120)
  .regex(
    /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*){1,4}$/,
    'expected a dotted name of two to five parts, such as build.coverage.unit',
  );

/** A duration such as `PT15M`, `P1D` or `P2W`. */
export const durationSchema = z.iso.duration();

/** What a fact means: its type, words, unit and how long a value stays true. */
export const factDefinitionSchema = z.strictObject({
  name: factNameSchema,
  type: factTypeSchema,
  title: z.string().min(1).max(120),
  description: z.string().min(1).max(1000),
  /** UCUM-like unit of a number: `%`, `ms`, `s`, `min`, `h`, `d`, `1`. */
  unit: z.string().max(20).optional(),
  /** How long a value stays fresh after it was collected; absent: until it changes. */
  validFor: durationSchema.optional(),
  /** Whether every change is kept, not only the latest value. */
  history: z.boolean().default(false),
  /** Allowed values of a string fact, if closed. */
  values: z.array(z.string()).optional(),
  /** Whether a timestamp may be yet to come, as an end or a due date is. Others tell of what has been. */
  ahead: z.boolean().optional(),
});
/** What a fact means. */
export type FactDefinition = z.infer<typeof factDefinitionSchema>;
/** A fact definition as written, with defaults left out. */
export type FactDefinitionInput = z.input<typeof factDefinitionSchema>;

/** A fact's value in JSON. */
export const factValueSchema = z.union([
  z.boolean(),
  z.number(),
  z.string().max(4000),
  z.array(z.string().max(1000)).max(500),
]);
/** A fact's value in JSON. */
export type FactValue = z.infer<typeof factValueSchema>;

/** One fact of one service as shown. */
export const shownFactSchema = z.object({
  name: z.string(),
  definition: factDefinitionSchema.optional(),
  value: factValueSchema,
  source: z.string(),
  /** ISO time the value was collected. */
  collectedAt: z.string(),
  /** ISO time after which the value is stale. */
  validUntil: z.string().optional(),
  /** ISO time since which the value is what it is. */
  changedAt: z.string(),
  stale: z.boolean(),
});
/** One fact of one service as shown. */
export type ShownFact = z.infer<typeof shownFactSchema>;

/** Everything known about one service. */
export const serviceFactsSchema = z.object({
  facts: z.array(shownFactSchema),
  /** Defined facts that nobody has ever collected for this service. */
  missing: z.array(factDefinitionSchema.extend({ source: z.string() })),
  /** What sources could not find out when last asked, and why. */
  failures: z
    .array(
      z.object({
        source: z.string(),
        error: z.string(),
        /** ISO time since which they say so. */
        since: z.string(),
      }),
    )
    .optional(),
});
/** Everything known about one service. */
export type ServiceFacts = z.infer<typeof serviceFactsSchema>;
