import { Link } from '@backstage/core-components';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  CardList,
  EntityLink,
  SmallTable,
  TierLabel,
  count,
  useLinks,
  useNarrow,
  type SmallColumn,
} from '../ui';
import { RiskPill, WaiverStatePill } from './RiskPills';
import { Until } from './Until';
import { trueStateWords } from './words';

/** Waivers in rows: what is accepted, how large the risk is, until when. On a phone one below the other. */
export function RegisterTable(props: { waivers: Waiver[] }) {
  if (useNarrow()) return <RegisterCards waivers={props.waivers} />;
  const columns: SmallColumn<Waiver>[] = [
    {
      title: 'Accepted',
      heading: true,
      minWidth: 220,
      render: waiver => <Accepted waiver={waiver} />,
    },
    {
      title: 'Service',
      minWidth: 160,
      render: waiver => (
        <>
          <Whose waiver={waiver} />
          <Box sx={{ fontSize: '0.8125rem' }}>
            <TierLabel tier={waiver.tier} />
          </Box>
        </>
      ),
    },
    {
      title: 'Risk',
      minWidth: 120,
      render: waiver => <RiskPill level={waiver.level} />,
    },
    {
      title: 'State',
      minWidth: 150,
      render: waiver => (
        <WaiverStatePill state={waiver.state} expiring={waiver.expiring} />
      ),
    },
    {
      title: 'Until',
      minWidth: 130,
      render: waiver => <Until waiver={waiver} />,
    },
    {
      title: 'Renewals',
      numeric: true,
      render: waiver => waiver.renewal,
    },
    {
      title: 'Owner',
      minWidth: 120,
      render: waiver => ownerOf(waiver),
    },
  ];
  return (
    <SmallTable
      label="Risk register"
      columns={columns}
      rows={props.waivers}
      rowKey={waiver => waiver.id}
    />
  );
}

function RegisterCards(props: { waivers: Waiver[] }) {
  return (
    <CardList
      label="Risk register"
      rows={props.waivers}
      rowKey={({ id }) => id}
      flush
    >
      {waiver => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <div>
            <Accepted waiver={waiver} />
          </div>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
            <Whose waiver={waiver} />
            <TierLabel tier={waiver.tier} />
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <RiskPill level={waiver.level} />
            <WaiverStatePill state={waiver.state} expiring={waiver.expiring} />
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            <Until waiver={waiver} /> · {ownerOf(waiver)}
            {waiver.renewal > 0 && ` · ${count(waiver.renewal, 'renewal')}`}
          </Box>
        </Box>
      )}
    </CardList>
  );
}

function Accepted({ waiver }: { waiver: Waiver }) {
  const links = useLinks();
  return (
    <>
      <Link to={links.risk(waiver.id)}>{waiver.title}</Link>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {waiver.trueState
          ? `It ${trueStateWords[waiver.trueState]}.`
          : 'Where it stands cannot be told.'}
      </Box>
    </>
  );
}

function Whose({ waiver }: { waiver: Waiver }) {
  const { service, serviceExists, serviceTitle } = waiver;
  return serviceExists ? (
    <EntityLink entityRef={service} title={serviceTitle} tab="gold-layer" />
  ) : (
    <>{serviceTitle} (left the catalog)</>
  );
}

function ownerOf({ owner }: Waiver): string {
  return owner?.title ?? 'Nobody';
}
