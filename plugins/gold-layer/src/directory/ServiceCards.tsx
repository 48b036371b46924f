import Box from '@mui/material/Box';
import type { ServiceRow } from '@gold-layer/backstage-plugin-common';
import { CardList, EntityLink, TierLabel, nameOf } from '../ui';
import { GapsCell, LevelCell, standingOf } from './Standing';
import type { ServiceList } from './useServiceList';

/** The list where a table would not fit. */
export function ServiceCards(props: { list: ServiceList; rows: ServiceRow[] }) {
  const { scorecard } = props.list;
  return (
    <CardList label="Services" rows={props.rows} rowKey={({ ref }) => ref}>
      {row => (
        <>
          <Box
            sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}
          >
            <Box sx={{ minWidth: 0, fontWeight: 600 }}>
              <EntityLink
                entityRef={row.ref}
                title={row.title ?? row.name}
                tab="gold-layer"
              />
            </Box>
            <TierLabel tier={row.tier} />
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>
            {row.owner
              ? (row.ownerTitle ?? nameOf(row.owner))
              : 'No single owner'}
            {row.system && ` · ${nameOf(row.system)}`}
          </Box>
          {scorecard && (
            <Box
              sx={{
                display: 'flex',
                justifyContent: 'space-between',
                flexWrap: 'wrap',
                gap: 1,
              }}
            >
              <span>{scorecard.title}</span>
              <LevelCell
                standing={standingOf(row, scorecard.name)}
                scorecard={scorecard}
              />
            </Box>
          )}
          {row.gaps.length > 0 && (
            <Box sx={{ mt: 0.5 }}>
              Ownership: <GapsCell gaps={row.gaps} />
            </Box>
          )}
        </>
      )}
    </CardList>
  );
}
