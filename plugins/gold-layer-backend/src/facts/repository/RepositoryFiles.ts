/** A file of a repository. Contents are there only where something looks into them. */
export interface RepositoryFile {
  /** Relative, with slashes, as the repository spells it. */
  path: string;
  /** In bytes, where known. */
  size?: number;
  content?: string;
}

/** A repository as one service sees it. */
export interface RepositoryView {
  /** Files at and below the service's own path, relative to it. */
  own: RepositoryFile[];
  /** Files of the whole repository, for what one repository has once: pipelines, owners, scanners. */
  all: RepositoryFile[];
}

const foreign =
  /(^|\/)(node_modules|bower_components|vendor|third_party|\.git|\.yarn|dist)\//;

/** The repository as seen from a path in it, without what others wrote. */
export function viewFrom(
  files: RepositoryFile[],
  path: string,
): RepositoryView {
  const all = files.filter(file => !foreign.test(file.path));
  if (!path) return { own: all, all };
  const folder = `${path}/`;
  const own = all
    .filter(file => file.path.startsWith(folder))
    .map(file => ({ ...file, path: file.path.slice(folder.length) }));
  return { own, all };
}

/** Files whose path matches. */
export function matching(
  files: RepositoryFile[],
  pattern: RegExp,
): RepositoryFile[] {
  return files.filter(file => pattern.test(file.path));
}
