import { DateTime } from 'luxon';

/** A time as people tell it (`3 hours ago`), with the exact one on hover. */
export function AsOf(props: { at?: string; never?: string }) {
  if (!props.at) return <span>{props.never ?? 'never'}</span>;
  const time = DateTime.fromISO(props.at);
  if (!time.isValid) return <span>{props.at}</span>;
  return (
    <time
      dateTime={props.at}
      title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {relative(time)}
    </time>
  );
}

function relative(time: DateTime): string {
  const seconds = Math.abs(time.diffNow('seconds').seconds);
  return seconds < 45
    ? 'just now'
    : (time.toRelative({ locale: 'en', rounding: 'round' }) ??
        time.toISODate() ??
        '');
}
