import type {
  ScorecardSummary,
  ServiceRow,
} from '@gold-layer/backstage-plugin-common';
import type { GridColDef } from '@mui/x-data-grid';
import { CoverageBar, EntityLink, TierLabel, nameOf } from '../ui';
import { GapsCell, LevelCell, Quiet, TrendCell, standingOf } from './Standing';

type Column = GridColDef<ServiceRow>;

/** Columns of the list. Level, coverage and trend sort by the scorecard in question only. */
export function columnsFor(
  scorecards: ScorecardSummary[],
  shown: ScorecardSummary | undefined,
): Column[] {
  const others = scorecards.filter(({ name }) => name !== shown?.name);
  return [
    {
      field: 'name',
      headerName: 'Service',
      hideable: false,
      flex: 1.4,
      minWidth: 170,
      renderCell: ({ row }) => (
        <EntityLink
          entityRef={row.ref}
          title={row.title ?? row.name}
          tab="gold-layer"
        />
      ),
    },
    {
      field: 'tier',
      headerName: 'Tier',
      width: 130,
      renderCell: ({ row }) => <TierLabel tier={row.tier} />,
    },
    {
      field: 'owner',
      headerName: 'Owner',
      flex: 1,
      minWidth: 130,
      renderCell: ({ row }) =>
        row.owner ? (
          <EntityLink entityRef={row.owner} title={row.ownerTitle} />
        ) : (
          <Quiet>No single owner</Quiet>
        ),
    },
    ...(shown ? [levelColumn(shown, true), ...standingColumns(shown)] : []),
    {
      field: 'gaps',
      headerName: 'Ownership gaps',
      width: 160,
      renderCell: ({ row }) => <GapsCell gaps={row.gaps} />,
    },
    {
      field: 'system',
      headerName: 'System',
      width: 130,
      renderCell: ({ row }) =>
        row.system ? (
          <EntityLink entityRef={row.system} />
        ) : (
          <Quiet>None</Quiet>
        ),
    },
    ...others.map(scorecard => levelColumn(scorecard, false)),
    {
      field: 'domain',
      headerName: 'Domain',
      sortable: false,
      width: 130,
      valueGetter: (_, row) => row.domain && nameOf(row.domain),
    },
    { field: 'lifecycle', headerName: 'Lifecycle', width: 120 },
    { field: 'type', headerName: 'Type', sortable: false, width: 120 },
  ];
}

function levelColumn(scorecard: ScorecardSummary, sortable: boolean): Column {
  return {
    field: sortable ? 'level' : `level ${scorecard.name}`,
    headerName: scorecard.title,
    sortable,
    width: 190,
    renderCell: ({ row }) => (
      <LevelCell
        standing={standingOf(row, scorecard.name)}
        scorecard={scorecard}
      />
    ),
  };
}

function standingColumns(scorecard: ScorecardSummary): Column[] {
  return [
    {
      field: 'coverage',
      headerName: 'Coverage',
      description: `Share of the checks of ${scorecard.title} whose answer is known`,
      width: 115,
      renderCell: ({ row }) => {
        const standing = standingOf(row, scorecard.name);
        return (
          standing && (
            <CoverageBar share={standing.coverage} of="of checks answered" />
          )
        );
      },
    },
    {
      field: 'trend',
      headerName: 'Past week',
      description: `How the level of ${scorecard.title} moved within seven days`,
      width: 125,
      renderCell: ({ row }) => (
        <TrendCell standing={standingOf(row, scorecard.name)} />
      ),
    },
  ];
}
