import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Terminal } from '../program';

/** A file as read. */
export interface SourceFile {
  /** As named on the command line; `-` is what comes in. */
  path: string;
  text: string;
}

/** Reads files; those that cannot be read are told, and `whole` is false. */
export async function readFiles(
  names: readonly string[],
  terminal: Terminal,
): Promise<{ files: SourceFile[]; whole: boolean }> {
  const files: SourceFile[] = [];
  for (const name of names) {
    try {
      const content =
        name === '-' ? await text(process.stdin) : await readFile(name, 'utf8');
      files.push({ path: name, text: content });
    } catch (error) {
      terminal.printError(`Cannot read ${name}: ${reasonOf(error)}`);
    }
  }
  return { files, whole: files.length === names.length };
}

/** Writes files into a folder, which is made if need be; says so, or why not. */
export async function writeFiles(
  folder: string,
  files: readonly { name: string; text: string }[],
  { terminal, replace }: { terminal: Terminal; replace: boolean },
): Promise<boolean> {
  let whole = true;
  for (const file of files) {
    const path = join(folder, file.name);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(path, file.text, { flag: replace ? 'w' : 'wx' });
      terminal.print(`Wrote ${path}`);
    } catch (error) {
      terminal.printError(`Cannot write ${path}: ${reasonOf(error)}`);
      whole = false;
    }
  }
  return whole;
}

/** 2 where something could not be read or written, 1 where something is not right. */
export function exitCodeOf(done: {
  whole: boolean;
  right: boolean;
}): 0 | 1 | 2 {
  if (!done.whole) return 2;
  return done.right ? 0 : 1;
}

const reasons: Record<string, string | undefined> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists already',
  EACCES: 'access is denied',
};

function reasonOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? reasons[String(error.code)]
      : undefined;
  return code ?? String(error);
}
