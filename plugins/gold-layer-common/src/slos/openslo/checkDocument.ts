import { z } from 'zod';
import { nearestName } from '../../services/nearestName';
import type { Findings } from './findings';
import {
  openSloKinds,
  openSloSchemas,
  openSloVersion,
  type OpenSlo,
  type OpenSloKind,
} from './schema';
import { valueAt, type Path } from './yamlDocuments';

/** A document of any kind, with its kind beside it so that it can be told apart. */
export type ReadDocument = {
  [K in OpenSloKind]: { kind: K; data: OpenSlo<K> };
}[OpenSloKind];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind of a document, or why it is none that is understood. */
export function kindOf(
  value: unknown,
  findings: Findings,
): OpenSloKind | undefined {
  if (!isObject(value)) {
    findings.error([], 'an OpenSLO document with apiVersion, kind and spec');
    return undefined;
  }
  const { apiVersion, kind } = value;
  if (apiVersion !== openSloVersion) {
    const foreign = foreignFormat(value);
    if (foreign) {
      findings.error(
        [],
        `${openSloVersion}; import the file to turn it into OpenSLO (gold-layer slo import)`,
        `a file of ${foreign}`,
      );
    } else {
      findings.error(['apiVersion'], openSloVersion);
    }
    return undefined;
  }
  const known = openSloKinds.find(each => each === kind);
  if (!known) {
    const near =
      typeof kind === 'string' ? nearestName(kind, openSloKinds) : undefined;
    findings.error(
      ['kind'],
      `one of ${openSloKinds.join(', ')}${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  return known;
}

/** The tool that a document was written for, where it is one that can be imported. */
export function foreignFormat(value: unknown): 'Sloth' | 'Pyrra' | undefined {
  if (!isObject(value)) return undefined;
  const { version, apiVersion } = value;
  if (version === 'prometheus/v1') return 'Sloth';
  if (typeof apiVersion !== 'string') return undefined;
  if (apiVersion.startsWith('sloth.slok.dev/')) return 'Sloth';
  return apiVersion.startsWith('pyrra.dev/') ? 'Pyrra' : undefined;
}

/**
 * Reads a document of a kind. Every wrong field is a finding; what is right is
 * returned all the same, unless something needed is missing.
 */
export function checkDocument(
  kind: OpenSloKind,
  value: unknown,
  findings: Findings,
): ReadDocument | undefined {
  switch (kind) {
    case 'SLO':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    case 'SLI':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    case 'Service':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    case 'DataSource':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    case 'AlertPolicy':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    case 'AlertCondition':
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
    default:
      return wrap(kind, checked(openSloSchemas[kind], value, findings));
  }
}

function wrap<K extends OpenSloKind, D>(
  kind: K,
  data: D | undefined,
): { kind: K; data: D } | undefined {
  return data === undefined ? undefined : { kind, data };
}

function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
  findings: Findings,
): z.infer<T> | undefined {
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  for (const issue of first.error.issues) report(schema, issue, findings);
  const kept = structuredClone(value);
  for (const issue of first.error.issues) remove(kept, issue);
  return schema.safeParse(kept).data;
}

function report(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  findings: Findings,
): void {
  if (issue.code !== 'unrecognized_keys') {
    findings.error(issue.path, issue.message);
    return;
  }
  const fields = fieldsAt(schema, issue.path);
  for (const key of issue.keys) {
    const near = nearestName(key, fields);
    findings.error(
      [...issue.path, key],
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
