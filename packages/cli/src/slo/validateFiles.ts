import type { ReadSloFile } from '@gold-layer/backstage-plugin-common';
import type { Terminal } from '../program';
import { exitCodeOf, readFiles } from './files';
import {
  hasErrors,
  printProblems,
  slosOf,
  type ReadingOptions,
} from './sloFiles';

/** What the verb takes besides files. */
export interface ValidateOptions extends ReadingOptions {
  json?: boolean;
  /** Warnings count as errors. */
  strict?: boolean;
}

/** Says what is wrong with files of SLOs. */
export async function validateFiles(
  names: string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<void> {
  const { files, whole } = await readFiles(names, terminal);
  const read = slosOf(files, options);
  if (options.json) {
    const told = read.map(({ path, ...rest }) => ({ file: path, ...rest }));
    terminal.print(JSON.stringify({ files: told }, undefined, 2));
  } else {
    for (const each of read) {
      printProblems(each, terminal);
      terminal.print(summaryOf(each));
    }
  }
  const wrong = read.some(
    each => hasErrors(each) || (options.strict && each.problems.length > 0),
  );
  terminal.setExitCode(exitCodeOf({ whole, right: !wrong }));
}

function summaryOf({ path, slos, problems }: ReadSloFile): string {
  const errors = problems.filter(it => it.severity === 'error').length;
  const counts = [
    counted(slos.length, 'SLO'),
    counted(errors, 'error'),
    counted(problems.length - errors, 'warning'),
  ];
  return `${path}: ${counts.join(', ')}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
