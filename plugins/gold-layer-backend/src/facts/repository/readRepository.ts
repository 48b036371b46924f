import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { orAborted } from '../../http/orAborted';
import { ContentsWanted } from './contentsWanted';
import type { RepositoryFile } from './RepositoryFiles';

/** The files of a repository as far as they matter. */
export interface ReadRepository {
  etag: string;
  files: RepositoryFile[];
  /** Whether nothing had to be left out. */
  complete: boolean;
}

/**
 * Reads a repository in one go. Readers ask about each path before they read
 * its content, which is how paths are learnt without their contents.
 *
 * @throws NotModifiedError if the state is that of the given etag
 */
export async function readRepository(
  urlReader: UrlReaderService,
  options: { url: string; etag?: string; signal: AbortSignal },
): Promise<ReadRepository> {
  const { url, etag, signal } = options;
  const wanted = ContentsWanted.create();
  const tree = await orAborted(
    urlReader.readTree(url, {
      etag,
      signal,
      filter: (path, info) => wanted.note(path, info?.size),
    }),
    signal,
  );
  const contents = new Map<string, string>();
  for (const file of await orAborted(tree.files(), signal)) {
    // A reader may hand over files without having asked.
    if (wanted.paths.has(file.path) || wanted.note(file.path)) {
      const content = await orAborted(file.content(), signal);
      contents.set(file.path, content.toString('utf8'));
    }
  }
  return {
    etag: tree.etag,
    complete: wanted.complete,
    files: [...wanted.paths].map(([path, size]) => ({
      path,
      size,
      content: contents.get(path),
    })),
  };
}
