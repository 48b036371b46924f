import { isAlias, isMap, isPair, isScalar, isSeq, visit } from 'yaml';
import { Document, LineCounter, parseAllDocuments } from 'yaml';
import type { SloProblem } from '../spec';

/** Characters a file may have. */
export const longestText = 500_000;
/** Documents a file may have. */
export const mostDocuments = 200;
/** Repetitions by alias that a document may ask for; a bomb needs many more. */
const mostAliases = 100;

/** Where something stands within a document. */
export type Path = readonly PropertyKey[];

/** One document of a YAML file. */
export interface YamlDocument {
  /** From 1, empty documents not counted. */
  number: number;
  value: unknown;
  /** The document as written; empty for one that never was text. */
  source: string;
  /** Line of a path, or of the nearest thing around it that is there. */
  lineOf(path: Path): number | undefined;
  /** Whether something stands at a path. */
  has(path: Path): boolean;
  /** A number as written, such as `99.90`: nothing is lost to binary fractions. */
  writtenAt(path: Path): string | undefined;
}

/** A file taken apart; what is broken is in `problems`, the rest is whole. */
export interface YamlFile {
  documents: YamlDocument[];
  problems: SloProblem[];
}

/** Takes a YAML or JSON file apart, within bounds. Never throws. */
export function readYamlDocuments(text: string): YamlFile {
  if (text.length > longestText) {
    return onlyProblem({
      found: `${text.length} characters`,
      allowed: `at most ${longestText} characters; split the file`,
    });
  }
  const counter = new LineCounter();
  let parsed: Document.Parsed[];
  try {
    parsed = [
      // Looking for keys written twice is quadratic there; see `twiceIn`.
      ...parseAllDocuments(text, {
        lineCounter: counter,
        prettyErrors: false,
        logLevel: 'silent',
        uniqueKeys: false,
      }),
    ];
  } catch {
    return onlyProblem({
      found: 'something that YAML cannot hold',
      allowed: 'fewer levels of nesting',
    });
  }
  const filled = parsed.filter(each => !isEmpty(each));
  const documents: YamlDocument[] = [];
  const problems: SloProblem[] = [];
  filled.slice(0, mostDocuments).forEach((document, index) => {
    const lines = (offset: number) => counter.linePos(offset).line;
    const source = text.slice(document.range[0], document.range[2]);
    const read = readOne(document, { number: index + 1, lines, source });
    if ('problem' in read) problems.push(read.problem);
    else documents.push(read);
  });
  if (filled.length > mostDocuments) {
    problems.push({
      severity: 'error',
      path: `${mostDocuments + 1}:`,
      found: `${filled.length} documents`,
      allowed: `at most ${mostDocuments} documents in one file; the others were not read`,
      line: counter.linePos(filled[mostDocuments].range[0]).line,
    });
  }
  return { documents, problems };
}

/** The same for values that are data already, such as those inline in a record. */
export function wrapValues(
  values: readonly unknown[],
  before = 0,
): YamlDocument[] {
  return values.map((value, index) => ({
    number: before + index + 1,
    value,
    source: '',
    lineOf: () => undefined,
    has: path => valueAt(value, path) !== undefined,
    writtenAt(path) {
      const found = valueAt(value, path);
      return typeof found === 'number' ? String(found) : undefined;
    },
  }));
}

/** What stands at a path of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null
        ? Reflect.get(inside, key)
        : undefined,
    value,
  );
}

/** Nothing but comments. */
function isEmpty({ contents, errors }: Document.Parsed): boolean {
  const nothing = !contents || (isScalar(contents) && contents.value === null);
  return nothing && errors.length === 0;
}

function onlyProblem(problem: { found: string; allowed: string }): YamlFile {
  return {
    documents: [],
    problems: [{ severity: 'error', path: '', ...problem }],
  };
}

interface Reading {
  number: number;
  lines: (offset: number) => number;
  source: string;
}

function readOne(
  document: Document.Parsed,
  { number, lines, source }: Reading,
): YamlDocument | { problem: SloProblem } {
  const problem = (allowed: string, offset: number, found = 'broken YAML') => ({
    problem: {
      severity: 'error' as const,
      path: `${number}:`,
      found,
      allowed,
      line: lines(offset),
    },
  });
  const [error] = document.errors;
  if (error) return problem(`well-formed YAML: ${error.message}`, error.pos[0]);
  const twice = twiceIn(document);
  if (twice) {
    return problem(
      'every field once: remove one of the two',
      twice.offset,
      `${twice.key} twice in one place`,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
    // Aliases that contain themselves never end.
    JSON.stringify(value);
  } catch {
    return problem(
      `at most ${mostAliases} repetitions by alias, none within itself`,
      document.range[0],
      'YAML aliases without end',
    );
  }
  return {
    number,
    value,
    source,
    lineOf: path => lines(offsetOf(document, path)),
    has: path => valueAt(value, path) !== undefined,
    writtenAt(path) {
      const node = path.reduce<unknown>(
        (inside, key) => childOf(document, inside, key)?.node,
        document.contents,
      );
      return isScalar(node) && typeof node.value === 'number'
        ? (node.source ?? String(node.value))
        : undefined;
    },
  };
}

/** The first field that is written twice within one map. */
function twiceIn(
  document: Document.Parsed,
): { key: string; offset: number } | undefined {
  let found: { key: string; offset: number } | undefined;
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = { key: name, offset: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function childOf(
  document: Document.Parsed,
  parent: unknown,
  key: PropertyKey,
): { node: unknown; offset?: number } | undefined {
  const inside = isAlias(parent) ? parent.resolve(document) : parent;
  if (isMap(inside)) {
    const pair = inside.items.find(
      ({ key: name }) => isScalar(name) && String(name.value) === String(key),
    );
    if (!isPair(pair)) return undefined;
    const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    return {
      node: isAlias(pair.value) ? pair.value.resolve(document) : pair.value,
      offset,
    };
  }
  if (isSeq(inside)) {
    const item = inside.items[Number(key)];
    return item === undefined
      ? undefined
      : { node: item, offset: startOf(item) };
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)
    ? node.range?.[0]
    : undefined;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let offset = startOf(document.contents) ?? document.range[0];
  let current: unknown = document.contents;
  for (const key of path) {
    const next = childOf(document, current, key);
    if (!next) break;
    offset = next.offset ?? offset;
    current = next.node;
  }
  return offset;
}
