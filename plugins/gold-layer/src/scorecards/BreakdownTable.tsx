import type {
  BreakdownBy,
  BreakdownRow,
  ScorecardDetail,
} from '@gold-layer/backstage-plugin-common';
import { shownTierSchema } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import {
  type ServicesAddress,
  SmallTable,
  StackedBar,
  levelWords,
  nameOf,
  percent,
  tierWords,
  useLinks,
} from '../ui';
import type { ScorecardFilter } from './useScorecardFilter';

const nobody: Record<BreakdownBy, string> = {
  owner: 'No owner',
  system: 'In no system',
  domain: 'In no domain',
  tier: tierWords.unclassified,
};
const heads: Record<BreakdownBy, string> = {
  owner: 'Team',
  system: 'System',
  domain: 'Domain',
  tier: 'Tier',
};

function titleOf(row: BreakdownRow, by: BreakdownBy): string {
  if (row.value === undefined) return nobody[by];
  if (row.title) return row.title;
  const tier = shownTierSchema.safeParse(row.value);
  if (by === 'tier' && tier.success) return tierWords[tier.data];
  return nameOf(row.value);
}

/** One line per group, as the backend orders them: worst first. */
export function BreakdownTable(props: {
  scorecard: ScorecardDetail;
  by: BreakdownBy;
  rows: BreakdownRow[];
  filter: ScorecardFilter;
}) {
  const links = useLinks();
  const { scorecard, by, filter } = props;
  const levels = [...scorecard.levels].sort((a, b) => a.rank - b.rank);
  // Services without an owner or a system cannot be asked for by the list's filters.
  const listOf = (row: BreakdownRow, level?: string) => {
    if (row.value === undefined) return undefined;
    const address: ServicesAddress = {
      scorecard: scorecard.name,
      ...filter,
      [by]: [row.value],
      level: level ? [level] : undefined,
    };
    return links.services(address);
  };
  return (
    <SmallTable
      label={`${scorecard.title}, ${heads[by].toLocaleLowerCase('en-US')} by ${heads[by].toLocaleLowerCase('en-US')}, worst first`}
      rows={props.rows}
      rowKey={row => row.value ?? ''}
      columns={[
        {
          title: heads[by],
          heading: true,
          minWidth: 140,
          render: row => titleOf(row, by),
        },
        {
          title: 'Pass rate',
          numeric: true,
          render: row =>
            row.passRate === undefined
              ? 'nothing applies'
              : percent(row.passRate),
        },
        {
          title: 'Services',
          numeric: true,
          render: row => <Count to={listOf(row)} n={row.services} />,
        },
        ...levels.map(({ level, title }) => ({
          title: levelWords(level, title),
          numeric: true,
          render: (row: BreakdownRow) => (
            <Count to={listOf(row, level)} n={row.levels[level] ?? 0} />
          ),
        })),
        {
          title: 'Distribution',
          minWidth: 160,
          render: row => (
            <Box sx={{ pt: 0.75 }}>
              <StackedBar
                bare
                height={8}
                shares={levels.map(each => ({
                  ...each,
                  services: row.levels[each.level] ?? 0,
                }))}
              />
            </Box>
          ),
        },
      ]}
    />
  );
}

function Count(props: { to?: string; n: number }) {
  const text = props.n.toLocaleString('en-US');
  if (props.n === 0) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        0
      </Box>
    );
  }
  return props.to ? <Link to={props.to}>{text}</Link> : <>{text}</>;
}
