import type { ParsedDocument, ReadSlos } from '../records';

/**
 * Hands each SLO of a file the problems that concern it. A reader gives no SLO
 * that has errors, so those are of other documents in the file.
 */
export function attributeProblems({
  slos,
  problems,
}: ReadSlos): Pick<ParsedDocument, 'slos' | 'problems'> {
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    slos: slos.map(spec => ({ spec, problems: warnings })),
    problems,
  };
}
