import type { Waiver } from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';
import { AsOf } from '../ui';

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

/** `3 March 2027`. */
export function dayWords(iso: string): string {
  const time = DateTime.fromISO(iso, { setZone: !iso.includes('T') });
  return time.isValid ? time.toFormat('d LLLL yyyy', { locale: 'en' }) : iso;
}
