import {
  verifyReviewExport,
  type ProvenReview,
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
  let file: unknown;
  let found: Set<string> | undefined;
  try {
    file = JSON.parse(await readFile(path, 'utf8'));
    found = options.evidence ? await hashesIn(options.evidence) : undefined;
  } catch (error) {
    terminal.printError(`Cannot verify ${path}: ${reasonOf(error)}`);
    terminal.setExitCode(2);
    return;
  }
  const verified = await verifyReviewExport(file, { sha256: sha256Of });
  const { entries, head, problems, proven } = verified;
  if (options.head && options.head !== head) {
    problems.push(`The log ends with ${head}, not with ${options.head}.`);
  }
  if (found && proven) problems.push(...missingEvidence(proven, found));
  if (problems.length > 0 || !proven) {
    for (const problem of problems) terminal.printError(problem);
    terminal.setExitCode(1);
    return;
  }
  // Only what log and snapshot prove: the rest of the file is not vouched for.
  const { checklist, checklistVersion, id, service, snapshotHash } = proven;
  terminal.print(
    `Review ${id} of ${service} by ${checklist} ${checklistVersion}: ${proven.state}. ${entries} log ${entries === 1 ? 'entry' : 'entries'}, none missing, none changed.`,
  );
  if (snapshotHash) {
    terminal.print(`What was approved is frozen as ${snapshotHash}.`);
  }
  terminal.print(`The log ends with ${head}.`);
  terminal.setExitCode(0);
}

function missingEvidence(
  { files }: ProvenReview,
  found: ReadonlySet<string>,
): string[] {
  return files
    .filter(({ sha256 }) => !found.has(sha256))
    .map(
      ({ control, title }) =>
        `No file matches the evidence '${title}' of the control '${control}'.`,
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
