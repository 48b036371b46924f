import { readSloDocuments, type SloReadingOptions } from './openslo';
import { generateRules, rulesNotNeeded, type RuleOptions } from './prometheus';
import type { SloProblem, SloSpec } from './spec';

/** A file of OpenSLO documents. */
export interface SloFile {
  /** As people know it. */
  path: string;
  text: string;
}

/** What follows from files of OpenSLO documents. */
export interface FileRules {
  slos: SloSpec[];
  /** A file for Prometheus; absent where one of the files has an error. */
  rules?: string;
  /** Each in one line that begins with file and line. */
  errors: string[];
  warnings: string[];
  /** SLOs that have no rules, each in a line with the reason. */
  notNeeded: string[];
}

/** A problem in one line that begins with file and line, as editors and pipelines can follow. */
export function sloProblemLine(path: string, problem: SloProblem): string {
  const place = problem.line === undefined ? path : `${path}:${problem.line}`;
  const field = problem.path ? `${problem.path}: ` : '';
  return `${place}: ${field}found ${problem.found}; allowed: ${problem.allowed}`;
}

/** Rules for Prometheus from files of OpenSLO documents; none at all as long as one has an error. */
export function rulesOfFiles(
  files: SloFile[],
  options: SloReadingOptions & RuleOptions = {},
): FileRules {
  const read = files.map(({ path, text }) => ({
    path,
    ...readSloDocuments(text, options),
  }));
  const lines = (severity: SloProblem['severity']) =>
    read.flatMap(({ path, problems }) =>
      problems
        .filter(it => it.severity === severity)
        .map(it => sloProblemLine(path, it)),
    );
  const homes = new Map<string, string>();
  const doubles = read.flatMap(({ path, slos }) =>
    slos.flatMap(({ id }) => {
      const home = homes.get(id);
      homes.set(id, home ?? path);
      return home
        ? [`${path}: the SLO ${id} is in ${home} already; give it another name`]
        : [];
    }),
  );
  const empty = read
    .filter(it => it.slos.length === 0 && it.problems.length === 0)
    .map(({ path }) => `${path}: found no SLO, expected documents of OpenSLO`);
  const errors = [...lines('error'), ...doubles, ...empty];
  const slos = read.flatMap(it => it.slos);
  return {
    slos,
    ...(errors.length === 0 && { rules: generateRules(slos, options) }),
    errors,
    warnings: lines('warning'),
    notNeeded: slos.flatMap(slo => {
      const reason = rulesNotNeeded(slo);
      return reason ? [`${slo.id}: ${reason}`] : [];
    }),
  };
}
