import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { Suspense, lazy, type ComponentProps } from 'react';
import {
  EmptyState,
  ListHeading,
  Loaded,
  PageBody,
  Pager,
  StaleBanner,
  Waiting,
  useNarrow,
} from '../ui';
import { ExportButton } from './ExportButton';
import { Filters } from './Filters';
import { ServiceCards } from './ServiceCards';
import { countFilters } from './address';
import { pageSize, useServiceList, type ServiceList } from './useServiceList';

// The table weighs more than all other screens together: only where shown.
const ServicesGrid = lazy(() =>
  import('./ServicesGrid').then(m => ({ default: m.ServicesGrid })),
);

/** Every service you may see: find, filter, sort, compare, save. */
export function ServicesPage() {
  const list = useServiceList();
  return (
    <PageBody>
      <ListHeading title="Which services need attention?">
        <ExportButton list={list} />
      </ListHeading>
      <Filters list={list} />
      <Loaded query={list.query} lines={12}>
        {({ items, stale, confirmedAt }) => (
          <>
            <StaleBanner stale={stale} confirmedAt={confirmedAt} />
            {items.length === 0 ? (
              <NothingFound list={list} />
            ) : (
              <Paper variant="outlined" sx={{ borderRadius: '10px' }}>
                <Rows list={list} rows={items} />
                <Pager
                  paging={list.paging}
                  noun="service"
                  pageSize={pageSize}
                  answer={list.query.data}
                  busy={list.query.isPlaceholderData}
                />
              </Paper>
            )}
          </>
        )}
      </Loaded>
    </PageBody>
  );
}

function Rows(props: ComponentProps<typeof ServiceCards>) {
  if (useNarrow()) return <ServiceCards {...props} />;
  return (
    <Suspense fallback={<Waiting lines={12} />}>
      <ServicesGrid {...props} />
    </Suspense>
  );
}

function NothingFound(props: { list: ServiceList }) {
  const { address, clear } = props.list;
  if (countFilters(address) === 0) {
    return (
      <EmptyState
        why="There are no services here that you may see."
        todo="Every Component of the catalog is a service. Register one, and it appears here within seconds."
      />
    );
  }
  return (
    <EmptyState
      why="No service matches these filters."
      todo="Loosen one of them, or begin afresh."
      action={
        <Button size="small" variant="outlined" onClick={clear}>
          Clear all filters
        </Button>
      }
    />
  );
}
