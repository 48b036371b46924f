import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The checkout. */
export const root = join(here, '..', '..', '..');

/** What a running portal keeps; git-ignored, and deleted to begin afresh. */
export const data = join(root, '.data');

/** Node and yarn, when the machine lacks them; git-ignored. */
export const toolchain = join(root, '.toolchain');

/** The file that the full output of one step goes to. */
export function logFile(name) {
  const folder = join(data, 'logs');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.log`);
}
