import {
  readSloFiles,
  sloProblemLine,
  type ReadSloFile,
} from '@gold-layer/backstage-plugin-common';
import type { Terminal } from '../program';
import type { SourceFile } from './files';

/** What all verbs know about the files. */
export interface ReadingOptions {
  service?: string;
  retention?: number;
  scrape?: number;
}

/** Reads the SLOs of files. */
export function slosOf(
  files: readonly SourceFile[],
  { service, retention, scrape }: ReadingOptions,
): ReadSloFile[] {
  return readSloFiles(files, {
    service,
    retentionDays: retention,
    scrapeSeconds: scrape,
  });
}

/** Tells every problem of a file in a line of its own. */
export function printProblems(
  { path, problems }: ReadSloFile,
  terminal: Terminal,
): void {
  for (const problem of problems) {
    terminal.printError(sloProblemLine(path, problem));
  }
}

/** Whether a file has errors. */
export function hasErrors({ problems }: ReadSloFile): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
