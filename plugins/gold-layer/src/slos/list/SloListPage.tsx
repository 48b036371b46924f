import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { useGoldLayer } from '../../api';
import {
  EmptyState,
  ListHeading,
  Loaded,
  Pager,
  Waiting,
  useLinks,
  useNarrow,
} from '../../ui';
import { BrokenDocuments } from './BrokenDocuments';
import { Counters } from './Counters';
import { DownloadRules } from './DownloadRules';
import { EvaluationAge } from './EvaluationAge';
import { Rollups } from './Rollups';
import { SloCards } from './SloCards';
import { SloFilters } from './SloFilters';
import {
  pageSize,
  refetchInterval,
  useSloList,
  useSloRows,
  type Grouping,
  type SloList,
} from './useSloList';

// The table weighs more than all other screens together: only where shown.
const SloGrid = lazy(() =>
  import('./SloGrid').then(m => ({ default: m.SloGrid })),
);

const views: { by?: Grouping; title: string }[] = [
  { title: 'SLOs' },
  { by: 'owner', title: 'Teams' },
  { by: 'system', title: 'Systems' },
  { by: 'tier', title: 'Tiers' },
];

/** Every SLO you may see, worst first: what is left, what burns, what is frozen. */
export function SloListPage() {
  const list = useSloList();
  const { state, ...others } = list.filter;
  const counters = useGoldLayer('getSloCounters', others, { refetchInterval });
  return (
    <>
      <Heading list={list} total={counters.data?.total} />
      {/* What the counters could not say the list says as well. */}
      {counters.data && <EvaluationAge counters={counters.data} />}
      {counters.data && (
        <BrokenDocuments documents={counters.data.brokenDocuments} />
      )}
      {counters.data && (counters.data.total > 0 || list.used > 0) && (
        <Counters list={list} counters={counters.data} />
      )}
      <SloFilters list={list} />
      <Box
        component="nav"
        aria-label="Take together by"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}
      >
        {views.map(({ by, title }) => {
          const chosen = list.by === by;
          return (
            <Chip
              key={title}
              clickable
              label={title}
              color={chosen ? 'primary' : 'default'}
              variant={chosen ? 'filled' : 'outlined'}
              aria-current={chosen ? 'page' : undefined}
              onClick={() => list.change({ by })}
            />
          );
        })}
      </Box>
      {list.by ? <Rollups list={list} by={list.by} /> : <Listed list={list} />}
    </>
  );
}

function Heading(props: { list: SloList; total?: number }) {
  const links = useLinks();
  return (
    <ListHeading title="Which promises are we about to break?">
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}
      >
        <Link to={links.gate()}>Deploy gate</Link>
        <Link to={links.exclusions()}>Planned time</Link>
        <Link to={links.newSlo()}>New SLO</Link>
        <DownloadRules list={props.list} disabled={!props.total} />
      </Box>
    </ListHeading>
  );
}

function Listed(props: { list: SloList }) {
  const { list } = props;
  const query = useSloRows(list);
  return (
    <Loaded query={query} lines={12}>
      {({ items }) =>
        items.length === 0 ? (
          <NothingFound list={list} />
        ) : (
          <Paper variant="outlined" sx={{ borderRadius: '10px' }}>
            <Rows list={list} query={query} />
            <Pager
              paging={list.paging}
              noun="SLO"
              pageSize={pageSize}
              answer={query.data}
              busy={query.isPlaceholderData}
            />
          </Paper>
        )
      }
    </Loaded>
  );
}

function Rows(props: {
  list: SloList;
  query: UseQueryResult<RouteOutput<'listSlos'>>;
}) {
  const { data, isPlaceholderData } = props.query;
  const rows = data?.items ?? [];
  if (useNarrow()) return <SloCards rows={rows} />;
  return (
    <Suspense fallback={<Waiting lines={12} />}>
      <SloGrid
        list={props.list}
        rows={rows}
        total={data?.totalItems ?? rows.length}
        busy={isPlaceholderData}
      />
    </Suspense>
  );
}

function NothingFound(props: { list: SloList }) {
  const { used, clear } = props.list;
  const links = useLinks();
  if (used > 0) {
    return (
      <EmptyState
        why="No SLO matches these filters."
        todo="Loosen one of them, or begin afresh."
        action={
          <Button size="small" variant="outlined" onClick={clear}>
            Clear all filters
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      why="No service that you may see has an SLO yet."
      todo={
        <>
          Name an OpenSLO file in a service's record (spec.goldLayer.slos), or{' '}
          <Link to={links.newSlo()}>make the first one</Link> with metrics that
          exist.
        </>
      }
    />
  );
}
