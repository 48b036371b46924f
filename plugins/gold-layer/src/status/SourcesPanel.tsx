import { Link } from '@backstage/core-components';
import type { SourceStatus } from '@gold-layer/backstage-plugin-common';
import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HistoryIcon from '@mui/icons-material/History';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import SyncIcon from '@mui/icons-material/Sync';
import WarningIcon from '@mui/icons-material/Warning';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  AsOf,
  EmptyState,
  Panel,
  Pill,
  SmallTable,
  count,
  useLinks,
  useTones,
} from '../ui';

const states = {
  error: { word: 'Error', Icon: CancelIcon },
  degraded: { word: 'Partly failing', Icon: WarningIcon },
  stale: { word: 'Partly out of date', Icon: HistoryIcon },
  'never-run': { word: 'Nothing yet', Icon: HourglassEmptyIcon },
  running: { word: 'Running', Icon: SyncIcon },
  ok: { word: 'In order', Icon: CheckCircleIcon },
};
const worstFirst = Object.keys(states);

/** A source that failed for none is degraded by the age of its facts. */
function shownState({ state, failures }: SourceStatus): keyof typeof states {
  return state === 'degraded' && failures === 0 ? 'stale' : state;
}

function SourceState(props: { source: SourceStatus }) {
  const { bad, unknown, neutral, good } = useTones();
  const state = shownState(props.source);
  const tone = {
    error: bad,
    degraded: bad,
    stale: unknown,
    'never-run': unknown,
    running: neutral,
    ok: good,
  }[state];
  const { word, Icon } = states[state];
  return (
    <Pill tone={tone} icon={<Icon fontSize="inherit" />}>
      {word}
    </Pill>
  );
}

/** When the last run ended, and when one last succeeded if it was another. */
function LastRun(props: { source: SourceStatus }) {
  const { lastStartedAt, lastFinishedAt, lastSuccessAt, state, services } =
    props.source;
  if (!lastStartedAt && !lastFinishedAt && !lastSuccessAt) {
    // Pushed facts have no runs, and neither has a source that so far only followed changes.
    return <>{services > 0 ? 'none; facts come one by one' : 'none yet'}</>;
  }
  const inOrder = state === 'ok' || lastSuccessAt === lastFinishedAt;
  return (
    <>
      <AsOf at={lastFinishedAt ?? lastStartedAt ?? lastSuccessAt} />
      {!inOrder && (
        <Typography variant="body2" color="text.secondary">
          last success <AsOf at={lastSuccessAt} />
        </Typography>
      )}
    </>
  );
}

/** How many services, leading to them. */
function Services(props: { source: SourceStatus; n: number; state?: string }) {
  const { source, n, state } = props;
  const links = useLinks();
  if (n === 0) return <>none</>;
  const sourceState = state === undefined ? [] : [state];
  return (
    <Link to={links.services({ source: source.name, sourceState })}>
      {count(n, 'service')}
    </Link>
  );
}

/** Where facts come from, and how the last run of each source went. Worst first. */
export function SourcesPanel(props: { sources: SourceStatus[] }) {
  const sources = [...props.sources].sort(
    (a, b) =>
      worstFirst.indexOf(shownState(a)) - worstFirst.indexOf(shownState(b)) ||
      b.stale - a.stale ||
      a.title.localeCompare(b.title),
  );
  return (
    <Panel
      title="Sources of facts"
      question="Does every source answer, and for how many services?"
    >
      {sources.length === 0 ? (
        <EmptyState
          why="No source of facts is installed."
          todo="The backend brings two of its own, the entity and the repository. If neither is listed, its log says why they could not start."
        />
      ) : (
        <SmallTable
          label="Sources of facts, worst first"
          rows={sources}
          rowKey={source => source.name}
          columns={[
            {
              title: 'Source',
              heading: true,
              minWidth: { xs: 170, md: 240 },
              render: source => (
                <>
                  <Box component="span" sx={{ fontWeight: 600 }}>
                    {source.title}
                  </Box>
                  <Typography variant="body2" color="text.secondary">
                    {source.description}
                  </Typography>
                  {source.error && (
                    <Typography
                      variant="body2"
                      sx={{ mt: 0.5, overflowWrap: 'anywhere' }}
                    >
                      Last error: {source.error}
                    </Typography>
                  )}
                </>
              ),
            },
            {
              title: 'State',
              render: source => <SourceState source={source} />,
            },
            {
              title: 'Last run',
              minWidth: 120,
              render: source => <LastRun source={source} />,
            },
            {
              title: 'Reaches',
              numeric: true,
              minWidth: 90,
              render: source => (
                <Services source={source} n={source.services} />
              ),
            },
            {
              title: 'Failed for',
              numeric: true,
              minWidth: 90,
              render: source => (
                <Services source={source} n={source.failures} state="failed" />
              ),
            },
            {
              title: 'Stale for',
              numeric: true,
              minWidth: 90,
              render: source => (
                <Services source={source} n={source.stale} state="stale" />
              ),
            },
            {
              title: 'Can give',
              numeric: true,
              minWidth: 80,
              render: source => count(source.definitions, 'fact'),
            },
          ]}
        />
      )}
    </Panel>
  );
}
