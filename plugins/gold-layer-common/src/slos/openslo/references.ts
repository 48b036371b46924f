import type { ReadDocument } from './checkDocument';
import type { Findings } from './findings';
import type { OpenSlo, OpenSloKind } from './schema';
import type { Path, YamlDocument } from './yamlDocuments';

/** A document with what is wrong with it. */
export interface Entry {
  document: YamlDocument;
  findings: Findings;
  /** Absent where it is none that can be read. */
  read?: ReadDocument;
  kind?: OpenSloKind;
}

/** A document that another one points to. */
export interface Referenced<K extends OpenSloKind> {
  entry: Entry;
  data: OpenSlo<K>;
}

/** Finds the documents that others point to, by kind and name. */
export interface References {
  sli(name: string): Referenced<'SLI'> | undefined;
  service(name: string): Referenced<'Service'> | undefined;
  dataSource(name: string): Referenced<'DataSource'> | undefined;
  alertPolicy(name: string): Referenced<'AlertPolicy'> | undefined;
  alertCondition(name: string): Referenced<'AlertCondition'> | undefined;
}

/** Indexes documents by kind and name; a second one of the same name is an error of its own. */
export function indexDocuments(entries: readonly Entry[]): References {
  const byName = new Map<string, Entry & { read: ReadDocument }>();
  for (const entry of entries) {
    const { read } = entry;
    // Nothing points to an SLO, and two services may have one of the same name.
    if (!read || read.kind === 'SLO') continue;
    const { name } = read.data.metadata;
    const key = `${read.kind} ${name}`;
    if (byName.has(key)) {
      entry.findings.error(
        ['metadata', 'name'],
        `a name that no other ${read.kind} of the file has`,
      );
    } else {
      byName.set(key, { ...entry, read });
    }
  }
  const find = (kind: OpenSloKind, name: string) =>
    byName.get(`${kind} ${name}`);
  return {
    sli(name) {
      const entry = find('SLI', name);
      return entry?.read.kind === 'SLI'
        ? { entry, data: entry.read.data }
        : undefined;
    },
    service(name) {
      const entry = find('Service', name);
      return entry?.read.kind === 'Service'
        ? { entry, data: entry.read.data }
        : undefined;
    },
    dataSource(name) {
      const entry = find('DataSource', name);
      return entry?.read.kind === 'DataSource'
        ? { entry, data: entry.read.data }
        : undefined;
    },
    alertPolicy(name) {
      const entry = find('AlertPolicy', name);
      return entry?.read.kind === 'AlertPolicy'
        ? { entry, data: entry.read.data }
        : undefined;
    },
    alertCondition(name) {
      const entry = find('AlertCondition', name);
      return entry?.read.kind === 'AlertCondition'
        ? { entry, data: entry.read.data }
        : undefined;
    },
  };
}

/** Where a part of an SLO stands: in its own document, or in one that it points to. */
export interface Spot {
  path: Path;
  document: YamlDocument;
  findings: Findings;
}

/** A path below a spot. */
export function below(spot: Spot, ...keys: PropertyKey[]): Spot {
  return { ...spot, path: [...spot.path, ...keys] };
}
