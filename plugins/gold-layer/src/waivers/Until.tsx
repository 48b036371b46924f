import type { Waiver } from '@gold-layer/backstage-plugin-common';
import { AsOf, dayWords } from '../ui';

/** Until when a waiver holds, or is asked for. */
export function Until(props: { waiver: Waiver }) {
  const { state, until, requestedUntil } = props.waiver;
  if (until) {
    return (
      <>
        {dayWords(until)} (<AsOf at={until} />)
      </>
    );
  }
  return state === 'requested' ? (
    <>asked for until {dayWords(requestedUntil)}</>
  ) : (
    <>–</>
  );
}
