import { Link } from '@backstage/core-components';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  EntityLink,
  SmallTable,
  TierLabel,
  useLinks,
  type SmallColumn,
} from '../ui';
import { RiskPill, WaiverStatePill } from './RiskPills';
import { Until } from './Until';
import { trueStateWords } from './words';

/** Waivers in rows: what is accepted, how large the risk is, until when. */
export function RegisterTable(props: { waivers: Waiver[] }) {
  const links = useLinks();
  const columns: SmallColumn<Waiver>[] = [
    {
      title: 'Accepted',
      heading: true,
      minWidth: 220,
      render: waiver => (
        <>
          <Link to={links.risk(waiver.id)}>{waiver.title}</Link>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {waiver.trueState
              ? `It ${trueStateWords[waiver.trueState]}.`
              : 'Where it stands cannot be told.'}
          </Box>
        </>
      ),
    },
    {
      title: 'Service',
      minWidth: 160,
      render: waiver => (
        <>
          {waiver.serviceExists ? (
            <EntityLink
              entityRef={waiver.service}
              title={waiver.serviceTitle}
              tab="gold-layer"
            />
          ) : (
            `${waiver.serviceTitle} (left the catalog)`
          )}
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
      render: waiver => waiver.owner?.title ?? 'Nobody',
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
