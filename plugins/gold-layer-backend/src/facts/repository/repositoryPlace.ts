import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import type { ScmIntegrations } from '@backstage/integration';

/** Where a service's source code is. */
export interface RepositoryPlace {
  /** URL of the repository's root at the branch in question; the same for all services in it. */
  root: string;
  /** Path below the root, without slashes at either end; empty for the root itself. */
  path: string;
}

/**
 * Reads from an entity where its code is: its source location, or else where
 * it was registered from. Undefined where that is not a URL, as for entities
 * made from local files: there is no repository to ask about.
 */
export function repositoryPlace(
  entity: Entity,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): RepositoryPlace | undefined {
  const base = repositoryBase(entity);
  if (base === undefined) return undefined;
  try {
    const here = integrations.resolveUrl({ url: '.', base });
    const root = integrations.resolveUrl({ url: '/', base });
    const path = pathBelow(here, root);
    return path === undefined ? { root: here, path: '' } : { root, path };
  } catch {
    // No repository can be made out in it; reading it as it stands will say why.
    return { root: base, path: '' };
  }
}

/**
 * What relative paths in an entity start from: its source location, or else
 * the file it was registered from. Undefined where that is not a URL.
 */
export function repositoryBase(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const source = urlOf(annotations[ANNOTATION_SOURCE_LOCATION]);
  // A source location is a folder even where its URL does not end like one.
  return source ? withSlash(source) : urlOf(annotations[ANNOTATION_LOCATION]);
}

function urlOf(locationRef: string | undefined): string | undefined {
  if (!locationRef) return undefined;
  try {
    const { type, target } = parseLocationRef(locationRef);
    return type === 'url' && /^https?:$/.test(new URL(target).protocol)
      ? target
      : undefined;
  } catch {
    return undefined;
  }
}

function withSlash(target: string): string {
  const url = new URL(target);
  // Azure DevOps keeps the path in a query parameter.
  const inQuery = url.searchParams.get('path');
  if (inQuery && !inQuery.endsWith('/')) {
    url.searchParams.set('path', `${inQuery}/`);
  } else if (!inQuery && !url.pathname.endsWith('/')) {
    url.pathname += '/';
  }
  return url.toString();
}

function pathBelow(here: string, root: string): string | undefined {
  const [inner, outer] = [new URL(here), new URL(root)];
  if (!inner.pathname.startsWith(outer.pathname)) return undefined;
  const inQuery = inner.searchParams.get('path');
  const path = inQuery ?? inner.pathname.slice(outer.pathname.length);
  return decodeURIComponent(path).replace(/^\/+|\/+$/g, '');
}
