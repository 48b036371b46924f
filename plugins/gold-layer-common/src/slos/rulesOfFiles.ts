import type { SloReadingOptions } from './openslo';
import { generateRules, rulesNotNeeded, type RuleOptions } from './prometheus';
import { readSloFiles, sloProblemLine, type SloFile } from './readSloFiles';
import type { SloProblem, SloSpec } from './spec';

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

/** Rules for Prometheus from files of OpenSLO documents; none at all as long as one has an error. */
export function rulesOfFiles(
  files: SloFile[],
  options: SloReadingOptions & RuleOptions = {},
): FileRules {
  const read = readSloFiles(files, options);
  const lines = (severity: SloProblem['severity']) =>
    read.flatMap(({ path, problems }) =>
      problems
        .filter(it => it.severity === severity)
        .map(it => sloProblemLine(path, it)),
    );
  const empty = read
    .filter(it => it.slos.length === 0 && it.problems.length === 0)
    .map(({ path }) => `${path}: found no SLO, expected documents of OpenSLO`);
  const errors = [...lines('error'), ...empty];
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
