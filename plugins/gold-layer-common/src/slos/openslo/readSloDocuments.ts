import type { SloProblem, SloSpec } from '../spec';
import { checkDocument, kindOf } from './checkDocument';
import { findingsOf } from './findings';
import type { BucketLookup } from './queryTraps';
import { readSlo } from './readSlo';
import { indexDocuments, type Entry } from './references';
import type { OpenSloKind } from './schema';
import { spokenOf } from './spokenOf';
import { readYamlDocuments, wrapValues } from './yamlDocuments';

/** What is known around a file of OpenSLO documents. */
export interface SloReadingOptions {
  /** Entity ref of the service whose record names the file; without it, documents name their service. */
  service?: string;
  /** Documents that are data already, such as those inline in a record; they follow those of the text. */
  inline?: readonly unknown[];
  /** Upper bounds of a histogram's buckets by the name of its `_bucket` series, where they are known. */
  bucketsOf?: BucketLookup;
  /** Type of a data source that is set up elsewhere, by its name. */
  sourceType?: (name: string) => string | undefined;
  /** How often the source looks, in seconds; 15 if absent. */
  scrapeSeconds?: number;
  /** How long the source keeps its data, in days. */
  retentionDays?: number;
}

/** One document of a file. */
export interface SloDocument {
  /** From 1. */
  number: number;
  /** As written; empty for one that is inline. */
  source: string;
  line?: number;
  /** Absent where it is none that is understood. */
  kind?: OpenSloKind;
  name?: string;
  /** Entity ref of the service that an SLO is meant for, as far as that can be told. */
  service?: string;
  /** What could be made of it, even where it has errors. */
  slos: SloSpec[];
  problems: SloProblem[];
  /** It has errors, or what it points to has: its SLOs must not be counted. */
  invalid: boolean;
}

/** What a file of OpenSLO documents says. */
export interface SloDocuments {
  /** SLOs of documents without errors. */
  slos: SloSpec[];
  /** Everything wrong or doubtful, in the order of the file. */
  problems: SloProblem[];
  documents: SloDocument[];
}

/** SLOs that a file may have: each is looked at, measured and written into rules. */
const mostSlos = 200;

const nothing: SloProblem = {
  severity: 'error',
  path: '',
  found: 'an empty file',
  allowed: 'an OpenSLO document with apiVersion, kind and spec',
};

/**
 * Reads OpenSLO v1 documents, YAML or JSON. References are followed within the
 * file. A document that is wrong never costs the others. Never throws.
 */
export function readSloDocuments(
  text: string,
  options: SloReadingOptions = {},
): SloDocuments {
  const file = readYamlDocuments(text);
  const written = file.documents;
  const inline = wrapValues(options.inline ?? [], written.length);
  const all = [...written, ...inline];
  const several = all.length + file.problems.length > 1;
  const entries = all.map((document): Entry => {
    const findings = findingsOf(document, several);
    const kind = kindOf(document.value, findings);
    return {
      document,
      findings,
      kind,
      read: kind && checkDocument(kind, document.value, findings),
    };
  });
  const references = indexDocuments(entries);
  const taken = new Set<string>();
  const rests = new Map<Entry, Entry[]>();
  const slosOf = entries.map(entry => {
    if (entry.read?.kind !== 'SLO') return [];
    if (taken.size + entry.read.data.spec.objectives.length > mostSlos) {
      entry.findings.error(
        ['spec', 'objectives'],
        `at most ${mostSlos} SLOs in one file; split it`,
        `more than ${mostSlos} SLOs`,
      );
      return [];
    }
    const used: Entry[] = [];
    rests.set(entry, used);
    const context = {
      ...options,
      references,
      uses: (it: Entry) => used.push(it),
    };
    const slos = readSlo(entry.read.data, { ...entry, path: [] }, context);
    return slos.filter(({ id }) => {
      if (!taken.has(id)) return taken.add(id);
      entry.findings.error(
        ['metadata', 'name'],
        `another name: the file has an SLO with the address ${id} already`,
      );
      return false;
    });
  });
  const hasErrors = ({ findings }: Entry) =>
    findings.problems.some(({ severity }) => severity === 'error');
  const documents = entries.map((entry, index): SloDocument => {
    const { document, findings, kind, read } = entry;
    return {
      number: document.number,
      source: document.source,
      line: document.lineOf([]),
      ...(kind && { kind }),
      ...spokenOf(entry, { references, expected: options.service }),
      slos: slosOf[index],
      problems: findings.problems,
      invalid: !read || [entry, ...(rests.get(entry) ?? [])].some(hasErrors),
    };
  });
  const problems = [
    ...file.problems,
    ...(all.length + file.problems.length === 0 && !options.inline
      ? [nothing]
      : []),
    ...documents.flatMap(document => document.problems),
  ];
  return {
    slos: documents.flatMap(({ invalid, slos }) => (invalid ? [] : slos)),
    problems: problems
      .map(problem => ({
        ...problem,
        path: several ? problem.path : bare(problem.path),
      }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    documents,
  };
}

/** A path without the document's number, for a file with one document. */
function bare(path: string): string {
  return path.replace(/^\d+:/, '');
}
