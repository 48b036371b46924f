import {
  readSloDocuments,
  type SloProblem,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Terminal } from '../program';
import type { SourceFile } from './files';

/** What all verbs know about the files. */
export interface ReadingOptions {
  service?: string;
  retention?: number;
  scrape?: number;
}

/** A file with what it says. */
export interface ReadFile {
  file: string;
  slos: SloSpec[];
  problems: SloProblem[];
}

/** Reads the SLOs of files; an address that two files have is an error of the second. */
export function readSlos(
  files: readonly SourceFile[],
  { service, retention, scrape }: ReadingOptions,
): ReadFile[] {
  const firstOf = new Map<string, string>();
  return files.map(({ name, text }) => {
    const { slos, problems, documents } = readSloDocuments(text, {
      service,
      retentionDays: retention,
      scrapeSeconds: scrape,
    });
    const twice = documents.flatMap(document =>
      document.slos.flatMap(({ id }): SloProblem[] => {
        const first = firstOf.get(id);
        if (first === undefined) firstOf.set(id, name);
        return first === undefined
          ? []
          : [
              {
                severity: 'error',
                path: 'metadata.name',
                found: document.name ?? id,
                allowed: `another name: ${first} has an SLO with the address ${id} already`,
                line: document.line,
              },
            ];
      }),
    );
    return { file: name, slos, problems: [...problems, ...twice] };
  });
}

/** Tells every problem as `file:line: severity: path: found …; allowed: …`. */
export function printProblems(
  { file, problems }: ReadFile,
  terminal: Terminal,
): void {
  for (const { severity, path, found, allowed, line } of problems) {
    const place = [file, line].filter(it => it !== undefined).join(':');
    const where = path ? `${path}: ` : '';
    terminal.printError(
      `${place}: ${severity}: ${where}found ${found}; allowed: ${allowed}`,
    );
  }
}

/** Whether a file has errors. */
export function hasErrors({ problems }: ReadFile): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
