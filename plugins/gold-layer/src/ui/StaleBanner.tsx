import { AgeBanner } from './AgeBanner';
import { AsOf } from './AsOf';

/** Says that the catalog has not been reached lately, and how old what is shown is. */
export function StaleBanner(props: { stale?: boolean; confirmedAt?: string }) {
  if (!props.stale) return null;
  return (
    <AgeBanner>
      The catalog could not be reached lately. What you see is its last known
      state, confirmed{' '}
      <AsOf at={props.confirmedAt} never="at a time not known" />.
    </AgeBanner>
  );
}
