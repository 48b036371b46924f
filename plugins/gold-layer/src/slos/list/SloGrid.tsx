import {
  sloSortFields,
  type SloRow,
} from '@gold-layer/backstage-plugin-common';
import { DataGrid, gridClasses, type GridSortModel } from '@mui/x-data-grid';
import { useNavigate } from 'react-router-dom';
import { isOnLink, useLinks } from '../../ui';
import { sloColumns } from './columns';
import { pageSize, type SloList } from './useSloList';

/** The list as a table, sorted by the backend. */
export function SloGrid(props: {
  list: SloList;
  rows: SloRow[];
  total: number;
  busy: boolean;
}) {
  const { list, rows } = props;
  const navigate = useNavigate();
  const links = useLinks();
  const sortBy = ([by]: GridSortModel) =>
    list.change({
      sort: sloSortFields.find(field => field === by?.field),
      order: by?.sort ?? undefined,
    });
  return (
    <DataGrid
      aria-label="SLOs"
      columns={sloColumns}
      rows={rows}
      loading={props.busy}
      getRowHeight={() => 'auto'}
      columnHeaderHeight={44}
      disableColumnFilter
      disableColumnMenu
      disableRowSelectionOnClick
      // At most fifty rows are shown: all of them can be there for readers.
      disableVirtualization
      hideFooter
      paginationMode="server"
      rowCount={props.total}
      paginationModel={{ page: 0, pageSize }}
      sortingMode="server"
      sortingOrder={['asc', 'desc']}
      sortModel={[{ field: list.sort.field, sort: list.sort.order }]}
      onSortModelChange={sortBy}
      onRowClick={({ row }, event) => {
        if (!isOnLink(event)) navigate(links.slo(row.id));
      }}
      onCellKeyDown={({ row }, event) => {
        if (event.key === 'Enter' && !isOnLink(event)) {
          navigate(links.slo(row.id));
        }
      }}
      sx={{
        border: 0,
        [`& .${gridClasses.row}`]: { cursor: 'pointer' },
        [`& .${gridClasses.cell}`]: {
          display: 'flex',
          alignItems: 'center',
          py: 1,
          px: '6px',
          lineHeight: 1.4,
          whiteSpace: 'normal',
        },
        [`& .${gridClasses.columnHeader}`]: { px: '6px' },
        [`& .${gridClasses.columnHeaderTitle}`]: { fontWeight: 600 },
      }}
    />
  );
}
