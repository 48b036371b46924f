import type { SloCounters } from '@gold-layer/backstage-plugin-common';
import { AgeBanner, AsOf, useLinks } from '../../ui';
import { Link } from '@backstage/core-components';

// Numbers are worked out about once a minute; after so long something is wrong.
const tooOldMs = 15 * 60_000;

/** Says that the numbers are old, or not there yet; nothing while they are fresh. */
export function EvaluationAge(props: { counters: SloCounters }) {
  const { evaluatedAt, total } = props.counters;
  const links = useLinks();
  if (total === 0) return null;
  if (evaluatedAt && Date.now() - Date.parse(evaluatedAt) < tooOldMs) {
    return null;
  }
  return (
    <AgeBanner>
      {evaluatedAt ? (
        <>
          The numbers were last worked out <AsOf at={evaluatedAt} />; what has
          happened since is not in them.
        </>
      ) : (
        'No numbers have been worked out yet; the first come within minutes of a start.'
      )}{' '}
      If this stays, the <Link to={links.health}>health page</Link> says why.
    </AgeBanner>
  );
}
