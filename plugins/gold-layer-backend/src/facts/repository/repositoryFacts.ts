import type { CollectedFact } from '@gold-layer/backstage-plugin-node';
import { codeFacts } from './codeFacts';
import { documentFacts } from './documentFacts';
import { kubernetesFacts } from './kubernetesFacts';
import { pipelineFacts } from './pipelineFacts';
import { RepositoryFile, viewFrom } from './RepositoryFiles';

/**
 * Raise it whenever the same files are understood differently than before:
 * repositories are then read again although nothing in them has changed.
 */
export const edition = '1';

/** Every fact that the files of a repository give about the service at a path in it. */
export function repositoryFacts(
  files: RepositoryFile[],
  options: {
    path: string;
    /** Whether all files are known. If not, what was not found is left open rather than denied. */
    complete: boolean;
  },
): CollectedFact[] {
  const view = viewFrom(files, options.path);
  const values = {
    'repository.reachable': true,
    ...documentFacts(view),
    ...pipelineFacts(view),
    ...codeFacts(view),
    ...kubernetesFacts(view),
  };
  return Object.entries(values).flatMap(([fact, value]) =>
    value === undefined || (!options.complete && !value)
      ? []
      : [{ fact, value }],
  );
}
