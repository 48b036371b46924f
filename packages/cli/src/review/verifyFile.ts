import {
  verifyReviewExport,
  type ReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from '../program';

/** What the verb takes besides the file. */
export interface VerifyOptions {
  head?: string;
  evidence?: string;
}

/** Verifies an exported review and says what it found. */
export async function verifyFile(
  path: string,
  options: VerifyOptions,
  terminal: Terminal,
): Promise<void> {
  let file: ReviewExport;
  let found: Set<string> | undefined;
  try {
    file = JSON.parse(await readFile(path, 'utf8'));
    found = options.evidence ? await hashesIn(options.evidence) : undefined;
  } catch (error) {
    terminal.printError(`Cannot verify ${path}: ${reasonOf(error)}`);
    terminal.setExitCode(2);
    return;
  }
  const { problems, entries, head } = await verifyReviewExport(file, {
    sha256: sha256Of,
  });
  if (options.head && options.head !== head) {
    problems.push(`The log ends with ${head}, not with ${options.head}.`);
  }
  if (found && problems.length === 0) {
    problems.push(...missingEvidence(file, found));
  }
  if (problems.length > 0) {
    for (const problem of problems) terminal.printError(problem);
    terminal.setExitCode(1);
    return;
  }
  const { checklistTitle, serviceTitle, state } = file.review;
  terminal.print(
    `${checklistTitle} of ${serviceTitle}: ${state}. ${entries} log ${entries === 1 ? 'entry' : 'entries'}, none missing, none changed.`,
  );
  terminal.print(`The log ends with ${head}.`);
  terminal.setExitCode(0);
}

function missingEvidence(
  { review }: ReviewExport,
  found: ReadonlySet<string>,
): string[] {
  return review.sections
    .flatMap(({ controls }) => controls)
    .flatMap(({ title, evidence }) =>
      evidence.flatMap(({ file }) =>
        file && !found.has(file.sha256)
          ? [`No file matches the evidence '${file.name}' of "${title}".`]
          : [],
      ),
    );
}

async function hashesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const hashes = new Set<string>();
  for (const entry of entries.filter(each => each.isFile())) {
    hashes.add(sha256Of(await readFile(join(folder, entry.name))));
  }
  return hashes;
}

function sha256Of(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is no JSON';
  return error instanceof Error ? error.message : String(error);
}
