import { z } from 'zod';
import { nearestName } from '../../services/nearestName';
import type { Findings } from './findings';
import { valueAt, type Path } from './yamlDocuments';

/**
 * Reads a value by a schema. Every wrong field is a finding; what is right is
 * returned all the same, unless something needed is missing. `base` is where
 * the value stands.
 */
export function checkAgainst<T extends z.ZodType>(
  schema: T,
  value: unknown,
  { findings, base = [] }: { findings: Findings; base?: Path },
): z.infer<T> | undefined {
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  for (const issue of first.error.issues) {
    report(schema, issue, { findings, base });
  }
  const kept = structuredClone(value);
  for (const issue of first.error.issues) remove(kept, issue);
  return schema.safeParse(kept).data;
}

function report(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  { findings, base }: { findings: Findings; base: Path },
): void {
  const place = [...base, ...issue.path];
  if (issue.code !== 'unrecognized_keys') {
    findings.error(place, issue.message);
    return;
  }
  const fields = fieldsAt(schema, issue.path);
  for (const key of issue.keys) {
    const near = nearestName(key, fields);
    findings.error(
      [...place, key],
      near
        ? `no field of this name; did you mean ${near}?`
        : `no field of this name; known are ${fields.join(', ')}; settings of your own belong in metadata.annotations`,
    );
  }
}

/** Names of the fields that a schema knows at a path. */
function fieldsAt(schema: z.ZodType, path: Path): string[] {
  let current: unknown = schema;
  for (const key of path) {
    const inside = unwrapped(current);
    if (inside instanceof z.ZodObject) current = inside.shape[String(key)];
    else if (inside instanceof z.ZodArray) current = inside.element;
    else return [];
  }
  const found = unwrapped(current);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return unwrapped(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.out) : schema;
}

/** Takes what an issue speaks of out of a value, so that the rest can be read. */
function remove(value: unknown, issue: z.core.$ZodIssue): void {
  const unknown = issue.code === 'unrecognized_keys';
  const at = unknown ? issue.path : issue.path.slice(0, -1);
  const keys = unknown ? issue.keys : issue.path.slice(-1);
  const parent = valueAt(value, at);
  if (!isObject(parent)) return;
  for (const key of keys) Reflect.deleteProperty(parent, key);
}

/** Whether a value is an object with fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
