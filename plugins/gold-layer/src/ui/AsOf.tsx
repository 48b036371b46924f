import { DateTime } from 'luxon';
import { useNow } from './useNow';

/** A time as people tell it (`3 hours ago`), with the exact one on hover. */
export function AsOf(props: { at?: string; never?: string }) {
  const now = useNow();
  if (!props.at) return <span>{props.never ?? 'never'}</span>;
  const time = DateTime.fromISO(props.at);
  if (!time.isValid) return <span>{props.at}</span>;
  return (
    <time
      dateTime={props.at}
      title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {relative(time, DateTime.fromMillis(now))}
    </time>
  );
}

function relative(time: DateTime, now: DateTime): string {
  const seconds = Math.abs(time.diff(now, 'seconds').seconds);
  return seconds < 45
    ? 'just now'
    : (time.toRelative({ base: now, locale: 'en', rounding: 'round' }) ??
        time.toISODate() ??
        '');
}
