import { z } from 'zod';
import { nearestName } from './nearestName';
import { RecordProblem, ServiceRecord, serviceRecordSchema } from './record';
import { allowedInWords, shortJson } from './recordWords';

/** What an entity's spec says about its service. */
export interface ParsedServiceRecord {
  /** Every valid field. */
  record: ServiceRecord;
  /** One per wrong field. */
  problems: RecordProblem[];
  /** Whether the entity carries a `goldLayer` block at all, right or wrong. */
  present: boolean;
}

/** Where the walk stands: as shown to people, and without list positions. */
interface Place {
  shown: string;
  plain: string;
}

const root: Place = { shown: 'spec.goldLayer', plain: '' };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(place: Place, key: string): Place {
  return {
    shown: `${place.shown}.${key}`,
    plain: place.plain ? `${place.plain}.${key}` : key,
  };
}

/** The valid part of a value; undefined when none of it is. */
function parseField(
  schema: z.core.$ZodType,
  value: unknown,
  { place, problems }: { place: Place; problems: RecordProblem[] },
): unknown {
  if (schema instanceof z.ZodOptional) {
    return parseField(schema.unwrap(), value, { place, problems });
  }
  if (schema instanceof z.ZodObject && isObject(value)) {
    return parseObject(schema, value, { place, problems });
  }
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;

  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const { element } = schema;
    const before = problems.length;
    const kept = value
      .map((item, index) =>
        parseField(element, item, {
          place: { ...place, shown: `${place.shown}[${index}]` },
          problems,
        }),
      )
      .filter(item => item !== undefined);
    // Bad items have been named; without any, the list as a whole is wrong.
    if (problems.length > before) {
      return z.safeParse(schema, kept).success ? kept : undefined;
    }
  }
  problems.push({
    field: place.shown,
    found: shortJson(value),
    allowed: allowedInWords(place.plain, {
      found: value,
      choices:
        schema instanceof z.ZodEnum ? schema.options.map(String) : undefined,
    }),
  });
  return undefined;
}

function parseObject(
  schema: z.ZodObject,
  value: Record<string, unknown>,
  { place, problems }: { place: Place; problems: RecordProblem[] },
): Record<string, unknown> | undefined {
  const fields = Object.keys(schema.shape);
  const kept: Record<string, unknown> = {};
  for (const [key, found] of Object.entries(value)) {
    const inside = below(place, key);
    if (!fields.includes(key)) {
      const near = nearestName(key, fields);
      problems.push({
        field: inside.shown,
        found: shortJson(found),
        allowed: near
          ? `no field of this name; did you mean ${near}?`
          : `no field of this name; known are ${fields.join(', ')}`,
      });
    } else {
      const valid = parseField(schema.shape[key], found, {
        place: inside,
        problems,
      });
      if (valid !== undefined) kept[key] = valid;
    }
  }
  for (const key of fields) {
    if (
      !(schema.shape[key] instanceof z.ZodOptional) &&
      !Object.hasOwn(value, key)
    ) {
      const inside = below(place, key);
      problems.push({
        field: inside.shown,
        found: shortJson(undefined),
        allowed: allowedInWords(inside.plain),
      });
    }
  }
  return z.safeParse(schema, kept).success ? kept : undefined;
}

/**
 * Reads the service record from an entity's `spec`. Fields are judged one by
 * one, within `onCall` and lists too, so that a wrong one never costs the
 * right ones. Never throws.
 */
export function parseServiceRecord(spec: unknown): ParsedServiceRecord {
  const found = isObject(spec) ? spec.goldLayer : undefined;
  if (found === undefined) return { record: {}, problems: [], present: false };
  if (!isObject(found)) {
    const problem = {
      field: root.shown,
      found: shortJson(found),
      allowed: 'an object with the fields of a service record, such as tier',
    };
    return { record: {}, problems: [problem], present: true };
  }
  const problems: RecordProblem[] = [];
  const kept = parseObject(serviceRecordSchema, found, {
    place: root,
    problems,
  });
  const parsed = serviceRecordSchema.safeParse(kept ?? {});
  return { record: parsed.data ?? {}, problems, present: true };
}
