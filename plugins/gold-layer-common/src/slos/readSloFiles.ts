import { readSloDocuments, type SloReadingOptions } from './openslo';
import type { SloProblem, SloSpec } from './spec';

/** A file of OpenSLO documents. */
export interface SloFile {
  /** As people know it. */
  path: string;
  text: string;
}

/** A file with what it says. */
export interface ReadSloFile {
  path: string;
  /** SLOs of documents without errors. */
  slos: SloSpec[];
  problems: SloProblem[];
}

/** Reads files of OpenSLO documents; an address that two of them have is an error of the second. */
export function readSloFiles(
  files: readonly SloFile[],
  options: SloReadingOptions = {},
): ReadSloFile[] {
  const homes = new Map<string, string>();
  return files.map(({ path, text }) => {
    const { slos, problems, documents } = readSloDocuments(text, options);
    const doubles = documents.flatMap(document =>
      document.slos.flatMap(({ id }): SloProblem[] => {
        const home = homes.get(id);
        if (home === undefined) {
          homes.set(id, path);
          return [];
        }
        return [
          {
            severity: 'error',
            path: 'metadata.name',
            found: document.name ?? id,
            allowed: `another name: ${home} has an SLO with the address ${id} already`,
            line: document.line,
          },
        ];
      }),
    );
    return { path, slos, problems: [...problems, ...doubles] };
  });
}

/** A problem in one line that begins with file and line, as editors and pipelines can follow. */
export function sloProblemLine(
  path: string,
  { severity, path: field, found, allowed, line }: SloProblem,
): string {
  const place = line === undefined ? path : `${path}:${line}`;
  const where = field ? `${field}: ` : '';
  return `${place}: ${severity}: ${where}found ${found}; allowed: ${allowed}`;
}
