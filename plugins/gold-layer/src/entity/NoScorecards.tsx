import { Link } from '@backstage/core-components';
import { EmptyState, useLinks } from '../ui';

/** The service is known, but nothing scores it. */
export function NoScorecards() {
  const links = useLinks();
  return (
    <EmptyState
      why="No scorecard has scored this service."
      todo={
        <>
          It was registered a moment ago, scoring it failed, or no scorecard
          applies to it. Each definition says to which services it applies:{' '}
          <Link to={links.scorecards}>all scorecards</Link>.
        </>
      }
    />
  );
}
