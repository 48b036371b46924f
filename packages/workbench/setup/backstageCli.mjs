import { join } from 'node:path';
import { root } from './places.mjs';

/** Backstage's own command line, without going through yarn. */
export const backstageCli = join(
  root,
  'node_modules/@backstage/cli/bin/backstage-cli',
);
