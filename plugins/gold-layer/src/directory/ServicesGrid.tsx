import ViewColumnIcon from '@mui/icons-material/ViewColumn';
import Button from '@mui/material/Button';
import {
  ColumnsPanelTrigger,
  DataGrid,
  Toolbar,
  gridClasses,
  type GridSortModel,
} from '@mui/x-data-grid';
import {
  serviceSortFields,
  type ServiceRow,
} from '@gold-layer/backstage-plugin-common';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { isOnLink, useLinks } from '../ui';
import { columnsFor } from './columns';
import { useColumnChoice } from './useColumnChoice';
import { pageSize, type ServiceList } from './useServiceList';

/** The list as a table: sorted by the backend, its columns chosen by its reader. */
export function ServicesGrid(props: { list: ServiceList; rows: ServiceRow[] }) {
  const { list, rows } = props;
  const { address, scorecards, scorecard, query, change } = list;
  const navigate = useNavigate();
  const links = useLinks();
  const [visible, setVisible] = useColumnChoice();
  const columns = useMemo(
    () => columnsFor(scorecards, scorecard),
    [scorecards, scorecard],
  );
  const sortBy = ([by]: GridSortModel) => {
    const sort = serviceSortFields.find(field => field === by?.field);
    change({ sort, order: by?.sort ?? undefined });
  };
  return (
    <DataGrid
      aria-label="Services"
      columns={columns}
      rows={rows}
      getRowId={row => row.ref}
      loading={query.isPlaceholderData}
      rowHeight={40}
      columnHeaderHeight={44}
      disableColumnFilter
      disableRowSelectionOnClick
      // At most a hundred rows are shown: all of them can be there for readers.
      disableVirtualization
      hideFooter
      showToolbar
      slots={{ toolbar: ColumnsToolbar }}
      paginationMode="server"
      rowCount={query.data?.totalItems ?? rows.length}
      paginationModel={{ page: 0, pageSize }}
      sortingMode="server"
      sortingOrder={['asc', 'desc']}
      sortModel={[{ field: address.sort, sort: address.order }]}
      onSortModelChange={sortBy}
      columnVisibilityModel={visible}
      onColumnVisibilityModelChange={setVisible}
      onRowClick={({ row }, event) => {
        if (!isOnLink(event)) navigate(links.service(row.ref));
      }}
      onCellKeyDown={({ row }, event) => {
        if (event.key === 'Enter' && !isOnLink(event)) {
          navigate(links.service(row.ref));
        }
      }}
      sx={{
        border: 0,
        [`& .${gridClasses.row}`]: { cursor: 'pointer' },
        [`& .${gridClasses.cell}`]: { display: 'flex', alignItems: 'center' },
        [`& .${gridClasses.columnHeaderTitle}`]: { fontWeight: 600 },
      }}
    />
  );
}

function ColumnsToolbar() {
  return (
    <Toolbar>
      <ColumnsPanelTrigger
        render={
          <Button
            size="small"
            color="inherit"
            startIcon={<ViewColumnIcon />}
            sx={{ textTransform: 'none' }}
          />
        }
      >
        Columns
      </ColumnsPanelTrigger>
    </Toolbar>
  );
}
