import type { z } from 'zod';
import { nearestName } from '../../services/nearestName';
import { checkAgainst, isObject } from './checkAgainst';
import type { Findings } from './findings';
import {
  openSloKinds,
  openSloSchemas,
  openSloVersion,
  type OpenSlo,
  type OpenSloKind,
} from './schema';

/** A document of any kind, with its kind beside it so that it can be told apart. */
export type ReadDocument = {
  [K in OpenSloKind]: { kind: K; data: OpenSlo<K> };
}[OpenSloKind];

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
  const read = <T extends z.ZodType>(schema: T) =>
    checkAgainst(schema, value, { findings });
  switch (kind) {
    case 'SLO':
      return wrap(kind, read(openSloSchemas[kind]));
    case 'SLI':
      return wrap(kind, read(openSloSchemas[kind]));
    case 'Service':
      return wrap(kind, read(openSloSchemas[kind]));
    case 'DataSource':
      return wrap(kind, read(openSloSchemas[kind]));
    case 'AlertPolicy':
      return wrap(kind, read(openSloSchemas[kind]));
    case 'AlertCondition':
      return wrap(kind, read(openSloSchemas[kind]));
    default:
      return wrap(kind, read(openSloSchemas[kind]));
  }
}

function wrap<K extends OpenSloKind, D>(
  kind: K,
  data: D | undefined,
): { kind: K; data: D } | undefined {
  return data === undefined ? undefined : { kind, data };
}
