import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

/** One column of a {@link SmallTable}. */
export interface SmallColumn<T> {
  title: string;
  render: (row: T) => ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** Names the row to those who hear the table; one column has it. */
  heading?: boolean;
  minWidth?: number | { xs: number; md: number };
}

/** A table of a few dozen rows. Where it is wider than its place it scrolls, by keyboard too. */
export function SmallTable<T>(props: {
  /** What the table holds, for those who hear it. */
  label: string;
  columns: SmallColumn<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  maxHeight?: number | string;
}) {
  return (
    <Box
      role="region"
      aria-label={props.label}
      tabIndex={0}
      sx={{ overflow: 'auto', maxHeight: props.maxHeight, mx: -1 }}
    >
      <Table
        size="small"
        stickyHeader={props.maxHeight !== undefined}
        aria-label={props.label}
        sx={{
          '& th, & td': {
            px: 1,
            borderColor: 'divider',
            // The portal's theme lets words break anywhere; here the table scrolls instead.
            wordBreak: 'normal',
            overflowWrap: 'normal',
          },
          '& tbody > tr:last-of-type > *': { borderBottom: 0 },
          '& tbody > tr > *': { verticalAlign: 'top', lineHeight: 1.43 },
        }}
      >
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell
                key={column.title}
                align={column.numeric ? 'right' : 'left'}
                sx={{
                  color: 'text.secondary',
                  fontWeight: 600,
                  fontSize: '0.8125rem',
                  lineHeight: 1.4,
                  textTransform: 'none',
                  letterSpacing: 0,
                  whiteSpace: 'nowrap',
                  minWidth: column.minWidth,
                }}
              >
                {column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(row => (
            <TableRow key={props.rowKey(row)}>
              {props.columns.map(column => (
                <TableCell
                  key={column.title}
                  component={column.heading ? 'th' : 'td'}
                  scope={column.heading ? 'row' : undefined}
                  align={column.numeric ? 'right' : 'left'}
                  sx={{
                    fontWeight: 400,
                    fontVariantNumeric: column.numeric
                      ? 'tabular-nums'
                      : undefined,
                  }}
                >
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
