import type {
  Review,
  ReviewLogEntry,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import { useGoldLayer } from '../../api';
import { EmptyState, Loaded } from '../../ui';

/** Everything that was done, newest first, with the hashes that hold it together. */
export function LogTimeline(props: { review: Review }) {
  const log = useGoldLayer('getReviewLog', { id: props.review.id });
  return (
    <Loaded query={log} lines={10}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState why="Nothing has been done yet." />
        ) : (
          <>
            <Box sx={{ color: 'text.secondary', mb: 1.5, maxWidth: '80ch' }}>
              Entries are only ever added. Each carries a hash over itself and
              the one before, so that nobody can change one unseen; the export
              can be verified without the portal.
            </Box>
            {byDay(items).map(({ day, entries }) => (
              <Box
                component="section"
                key={day}
                sx={{
                  mb: 2,
                  // A long log stays quick: days out of sight are not laid out.
                  contentVisibility: 'auto',
                  containIntrinsicSize: 'auto 300px',
                }}
              >
                <Box
                  component="h3"
                  sx={{ fontSize: '0.875rem', m: 0, color: 'text.secondary' }}
                >
                  {day}
                </Box>
                <Box
                  component="ol"
                  reversed
                  sx={{ listStyle: 'none', m: 0, p: 0 }}
                >
                  {entries.map(entry => (
                    <Entry key={entry.seq} entry={entry} />
                  ))}
                </Box>
              </Box>
            ))}
          </>
        )
      }
    </Loaded>
  );
}

function Entry(props: { entry: ReviewLogEntry }) {
  const { entry } = props;
  const time = DateTime.fromISO(entry.at, { locale: 'en' });
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: '48px minmax(0, 1fr)',
          sm: '48px minmax(0, 1fr) auto',
        },
        columnGap: 1.5,
        py: 0.5,
      }}
    >
      <Box
        component="time"
        dateTime={entry.at}
        title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
        sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
      >
        {time.toFormat('HH:mm')}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <strong>{entry.actor.title}</strong> {withoutActor(entry)}
      </Box>
      <Box
        component="code"
        title={`Entry ${entry.seq}: ${entry.hash}`}
        sx={{
          color: 'text.secondary',
          fontSize: '0.75rem',
          display: { xs: 'none', sm: 'inline' },
        }}
      >
        {entry.hash.slice(0, 10)}
      </Box>
    </Box>
  );
}

/** Most entries begin with who did it. */
function withoutActor({ actor, text }: ReviewLogEntry): string {
  return text.startsWith(`${actor.title} `)
    ? text.slice(actor.title.length + 1)
    : text;
}

function byDay(
  items: ReviewLogEntry[],
): { day: string; entries: ReviewLogEntry[] }[] {
  const days = new Map<string, ReviewLogEntry[]>();
  for (const entry of [...items].reverse()) {
    const day = DateTime.fromISO(entry.at, { locale: 'en' }).toFormat(
      'd LLLL yyyy',
    );
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, entries]) => ({ day, entries }));
}
