import { Link } from '@backstage/core-components';
import type { SloRollup } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useGoldLayer } from '../../api';
import { BudgetBar, EmptyState, Loaded, SmallTable, useLinks } from '../../ui';
import { SloStatePill } from '../SloPills';
import { refetchInterval, type Grouping, type SloList } from './useSloList';

const nouns: Record<Grouping, string> = {
  owner: 'Team',
  system: 'System',
  tier: 'Tier',
};

/** SLOs taken together by team, system or tier, worst first. */
export function Rollups(props: { list: SloList; by: Grouping }) {
  const { list, by } = props;
  const query = useGoldLayer(
    'listSloRollups',
    { ...list.filter, by },
    { refetchInterval },
  );
  return (
    <Loaded query={query} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            why="No SLO matches these filters."
            todo="Loosen one of them, or begin afresh."
          />
        ) : (
          <Paper variant="outlined" sx={{ borderRadius: '10px', px: 2, py: 1 }}>
            <RollupTable list={list} by={by} items={items} />
          </Paper>
        )
      }
    </Loaded>
  );
}

function RollupTable(props: {
  list: SloList;
  by: Grouping;
  items: SloRollup[];
}) {
  const { list, by, items } = props;
  const links = useLinks();
  const to = (rollup: SloRollup, state?: string) =>
    links.slos({
      ...list.chosen,
      q: list.q || undefined,
      [by]: rollup.key ? [rollup.key] : [],
      ...(state && { state: [state] }),
    });
  return (
    <SmallTable
      label={`SLOs by ${nouns[by].toLocaleLowerCase('en-US')}, worst first`}
      rows={items}
      rowKey={rollup => rollup.key ?? 'none'}
      columns={[
        {
          title: nouns[by],
          heading: true,
          minWidth: 130,
          // What belongs to nobody cannot be filtered for.
          render: rollup =>
            rollup.key ? (
              <Link to={to(rollup)}>{rollup.title}</Link>
            ) : (
              rollup.title
            ),
        },
        {
          title: 'Stand',
          minWidth: 260,
          render: rollup => (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
              {rollup.states
                .filter(each => each.count > 0)
                .map(each => (
                  <SloStatePill key={each.state} {...each} />
                ))}
            </Box>
          ),
        },
        {
          title: 'Least left',
          minWidth: 200,
          render: ({ worst }) =>
            worst ? (
              <>
                <BudgetBar remaining={worst.remaining} width={150} />
                <Link to={links.slo(worst.id)}>{worst.title}</Link>
              </>
            ) : (
              'Nothing measured'
            ),
        },
        {
          title: 'Frozen',
          numeric: true,
          render: rollup => rollup.frozen,
        },
        { title: 'SLOs', numeric: true, render: rollup => rollup.slos },
        {
          title: 'Services',
          numeric: true,
          render: rollup => rollup.services,
        },
      ]}
    />
  );
}
