import type { SloCounters } from '@gold-layer/backstage-plugin-common';
import { AgeBanner, AsOf, useLinks, useNow } from '../../ui';
import { Link } from '@backstage/core-components';
import { isTooOld } from '../evaluationAge';

/** Says that the numbers are old, or not there yet; nothing while they are fresh. */
export function EvaluationAge(props: { counters: SloCounters }) {
  const { evaluatedAt, total } = props.counters;
  const links = useLinks();
  const now = useNow();
  if (total === 0) return null;
  if (evaluatedAt && !isTooOld(evaluatedAt, now)) return null;
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
