import type { ParsedDocument, ReadSlos } from '../records';

/** SLOs of a file, each with the problems of its own document in it. */
export function attributeProblems({
  documents,
  problems,
}: ReadSlos): Pick<ParsedDocument, 'slos' | 'problems'> {
  return {
    slos: documents.flatMap(({ slos, ...rest }) =>
      slos.map(spec => ({
        spec,
        problems: rest.problems,
        invalid: rest.invalid,
      })),
    ),
    problems,
  };
}
