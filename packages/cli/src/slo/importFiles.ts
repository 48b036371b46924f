import {
  importSlos,
  type ImportedSloDocument,
} from '@gold-layer/backstage-plugin-common';
import { basename, extname } from 'node:path';
import type { Terminal } from '../program';
import { exitCodeOf, readFiles, writeFiles } from './files';

/** What the verb takes besides files. */
export interface ImportOptions {
  format?: ImportedSloDocument['format'];
  /** A folder, or `-` for the terminal. */
  output: string;
}

/** Turns files of Sloth and Pyrra into OpenSLO, and tells what could not be carried over. */
export async function importFiles(
  names: string[],
  { format, output }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const { files, whole } = await readFiles(names, terminal);
  const turned: { name: string; text: string }[] = [];
  let empty = false;
  for (const { path: name, text } of files) {
    const imported = importSlos(text, format);
    if (!imported) {
      terminal.printError(
        `${name}: neither a file of Sloth nor of Pyrra; say which with --format`,
      );
      empty = true;
      continue;
    }
    for (const { path, found, note } of imported.report) {
      const where = path ? `${path}: ` : '';
      terminal.printError(`${name}: ${where}found ${found}. ${note}`);
    }
    if (imported.text === '') empty = true;
    else turned.push({ name: fileNameFor(name), text: imported.text });
  }
  let written = true;
  if (output !== '-') {
    written = await writeFiles(output, turned, { terminal, replace: false });
  } else if (turned.length > 0) {
    terminal.print(
      turned
        .map(({ text }) => text)
        .join('---\n')
        .trimEnd(),
    );
  }
  terminal.setExitCode(exitCodeOf({ whole: whole && written, right: !empty }));
}

function fileNameFor(name: string): string {
  const own = name === '-' ? 'imported' : basename(name, extname(name));
  return `${own}.openslo.yaml`;
}
