import { Link } from '@backstage/core-components';
import { toProblem } from '../api';
import { EmptyState, useLinks } from '../ui';

/** Whether the backend answered that it has no such service. */
export function isUnknown(query: {
  data: unknown;
  error: Error | null;
}): boolean {
  return (
    query.data === undefined &&
    query.error !== null &&
    toProblem(query.error).kind === 'not-found'
  );
}

/** The catalog has the entity, Gold Layer does not (yet). */
export function UnknownService() {
  const links = useLinks();
  return (
    <EmptyState
      why="Gold Layer does not know this service yet."
      todo={
        <>
          A component registered just now appears within seconds, and this page
          looks again by itself. If it stays away, you may not be allowed to see
          its results, or the catalog cannot be reached:{' '}
          <Link to={links.health}>Health</Link> tells.
        </>
      }
    />
  );
}
