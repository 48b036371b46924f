import type { SloRow } from '@gold-layer/backstage-plugin-common';
import type { GridColDef } from '@mui/x-data-grid';
import { percent } from '../../ui';
import {
  BudgetCell,
  BudgetLine,
  Burn,
  ObjectiveCell,
  OutlookCell,
  Quiet,
  StateCell,
  TitleCell,
} from '../cells';
import { sliWords } from '../figures';

/** Columns of the list; those that the backend can sort by have its field's name. */
export const sloColumns: GridColDef<SloRow>[] = [
  {
    field: 'service',
    headerName: 'SLO',
    hideable: false,
    flex: 1.5,
    minWidth: 140,
    renderCell: ({ row }) => <TitleCell row={row} />,
  },
  {
    field: 'worst',
    headerName: 'State',
    width: 116,
    renderCell: ({ row }) => <StateCell row={row} />,
  },
  {
    field: 'remaining',
    headerName: 'Budget left',
    width: 136,
    renderCell: ({ row }) => <BudgetCell row={row} />,
  },
  {
    field: 'sli',
    headerName: 'SLI',
    width: 74,
    renderCell: ({ row }) =>
      row.numbers.sli === undefined ? (
        <Quiet>Unknown</Quiet>
      ) : (
        sliWords(row.numbers.sli, row.objective)
      ),
  },
  {
    field: 'objective',
    headerName: 'Objective',
    width: 94,
    renderCell: ({ row }) => <ObjectiveCell row={row} />,
  },
  {
    field: 'burn1h',
    headerName: 'Burn 1h',
    description:
      'How many times faster than the budget allows, over the last hour',
    width: 80,
    renderCell: ({ row }) => <Burn burn={row.numbers.burn['1h']} />,
  },
  {
    field: 'burn6h',
    headerName: '6h',
    description:
      'How many times faster than the budget allows, over the last six hours',
    width: 70,
    renderCell: ({ row }) => <Burn burn={row.numbers.burn['6h']} />,
  },
  {
    field: 'forecast',
    headerName: 'Forecast',
    sortable: false,
    flex: 1,
    minWidth: 118,
    renderCell: ({ row }) => <OutlookCell row={row} />,
  },
  {
    field: 'coverage',
    headerName: 'Measured',
    description: 'Measured share of the window that has passed',
    width: 98,
    renderCell: ({ row }) => percent(row.numbers.coverage),
  },
  {
    field: 'sparkline',
    headerName: '28 days',
    sortable: false,
    width: 84,
    renderCell: ({ row }) => <BudgetLine row={row} width={70} />,
  },
];
