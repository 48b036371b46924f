import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { goldLayerSloEditPermission } from '@gold-layer/backstage-plugin-common';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { serviceIdOf, useGoldLayer } from '../../api';
import {
  EmptyState,
  Loaded,
  Pager,
  Panel,
  ServiceField,
  nameOf,
  useLinks,
  usePaging,
} from '../../ui';
import { ExclusionDialog } from './ExclusionDialog';
import { ExclusionList } from './ExclusionList';

const pageSize = 50;

/** Planned time that does not count as it was: of all services, of one, or of one SLO. */
export function ExclusionsPage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('service') ?? '';
  const id = serviceIdOf(asked);
  const service = id ? asked : '';
  const slo = search.get('slo') ?? '';
  const links = useLinks();
  const paging = usePaging();
  const query = useGoldLayer(
    'listSloExclusions',
    {
      service: service || undefined,
      slo: slo || undefined,
      limit: pageSize,
      cursor: paging.cursor,
    },
    { enabled: service === asked },
  );
  const slos =
    useGoldLayer(
      'getServiceSlos',
      id ?? { kind: '', namespace: '', name: '' },
      { enabled: id !== undefined },
    ).data?.items ?? [];
  const { allowed, loading } = usePermission({
    permission: goldLayerSloEditPermission,
    resourceRef: service || undefined,
  });
  const [adding, setAdding] = useState(false);
  const shown = slos.find(each => each.id === slo);
  const set = (address: Record<string, string>) =>
    setSearch(
      new URLSearchParams(
        Object.entries(address).filter(([, value]) => value !== ''),
      ),
    );
  return (
    <>
      <Box sx={{ mb: 1.5 }}>
        <Link to={slo ? links.slo(slo) : links.slos()}>
          {slo ? 'Back to the SLO' : 'All SLOs'}
        </Link>
      </Box>
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, mb: 0.5 }}
      >
        Planned time
      </Typography>
      <Box sx={{ maxWidth: '80ch', mb: 2 }}>
        Maintenance that was agreed on does not have to cost budget. It can be
        declared before or after; numbers are worked out anew either way, and
        the ledger names it.
      </Box>
      <Box
        role="search"
        aria-label="Filter planned time"
        sx={{
          display: 'grid',
          gap: 1.5,
          mb: 2,
          alignItems: 'start',
          maxWidth: 900,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr auto' },
        }}
      >
        <ServiceField value={service} onChange={ref => set({ service: ref })} />
        {service && (
          <TextField
            select
            label="SLO"
            value={slos.some(each => each.id === slo) ? slo : ''}
            onChange={event => set({ service, slo: event.target.value })}
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
          >
            <MenuItem value="">Any of the service</MenuItem>
            {slos.map(each => (
              <MenuItem key={each.id} value={each.id}>
                {each.title}
              </MenuItem>
            ))}
          </TextField>
        )}
        {allowed && service && (
          <Button
            variant="contained"
            disableElevation
            startIcon={<AddIcon />}
            onClick={() => setAdding(true)}
            sx={{ alignSelf: 'center' }}
          >
            Declare planned time
          </Button>
        )}
      </Box>
      <Panel
        title="Declared"
        question="Which time does not count as it was, and why?"
      >
        {service !== asked && (
          <EmptyState
            why={`“${asked}” names no service.`}
            todo="Choose one above."
          />
        )}
        {service === asked && (
          <Loaded query={query} lines={6}>
            {({ items }) => (
              <>
                {items.length > 0 && (
                  <ExclusionList
                    items={items}
                    titles={new Map(slos.map(each => [each.id, each.title]))}
                  />
                )}
                {items.length === 0 && !paging.cursor ? (
                  <EmptyState
                    why="No planned time is declared."
                    todo={whatToDo(service, loading ? undefined : allowed)}
                  />
                ) : (
                  <Pager
                    paging={paging}
                    noun="planned time"
                    pageSize={pageSize}
                    answer={query.data}
                    busy={query.isPlaceholderData}
                  />
                )}
              </>
            )}
          </Loaded>
        )}
      </Panel>
      {adding && (
        <ExclusionDialog
          service={service}
          title={
            shown?.serviceTitle ?? slos[0]?.serviceTitle ?? nameOf(service)
          }
          slo={slo}
          slos={slos}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

/** Nothing is said while it is not known who may declare. */
function whatToDo(service: string, allowed?: boolean): string | undefined {
  if (!service) return 'Choose a service to declare some of it.';
  if (allowed === undefined) return undefined;
  return allowed
    ? 'Declare the next maintenance, or one that has been.'
    : 'Declaring some takes the permission gold-layer.slo.edit.';
}
