import { parseAllDocuments } from 'yaml';
import type { RepositoryFile } from './RepositoryFiles';

/** A YAML document that says what it is. */
export interface Manifest {
  path: string;
  apiVersion: string;
  kind: string;
  body: Record<string, unknown>;
}

/** Not what runs: examples, fixtures and pipelines. */
const notDeployed =
  /(^|\/)(testdata|fixtures|__fixtures__|examples?|samples?|\.github|\.gitlab|\.circleci|\.tekton)\//i;

/** Every document with `apiVersion` and `kind` among YAML files; what is not YAML (a template, say) is passed over. */
export function readManifests(files: RepositoryFile[]): Manifest[] {
  return files.flatMap(({ path, content }) => {
    if (content === undefined || notDeployed.test(path)) return [];
    // Parsing is what costs; most YAML of a repository is something else.
    if (!/^\s*"?apiVersion"?\s*:/m.test(content)) return [];
    return readYaml(content).flatMap(body => toManifests(body, path));
  });
}

/** The documents of a YAML text as plain values; none if it is broken. */
export function readYaml(content: string): unknown[] {
  try {
    const documents = parseAllDocuments(content, { logLevel: 'silent' });
    return [...documents].flatMap(document =>
      document.errors.length > 0 ? [] : [document.toJS({ maxAliasCount: 100 })],
    );
  } catch {
    // Alias bombs and the like: as good as not there.
    return [];
  }
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toManifests(body: unknown, path: string): Manifest[] {
  if (!isObject(body)) return [];
  const { apiVersion, kind, items } = body;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  return kind === 'List' && Array.isArray(items)
    ? items.flatMap(item => toManifests(item, path))
    : [{ path, apiVersion, kind, body }];
}
