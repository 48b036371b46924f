import { Link } from '@backstage/core-components';
import type {
  PortfolioRow,
  PortfolioSummary,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import { AsOf, EntityLink, Pill, useLinks, useTones } from '../ui';
import { useHeat } from './useHeat';
import { dueWords, tidy } from './words';

type Dimension = PortfolioSummary['dimensions'][number];
type Order = 'asc' | 'desc';

interface Sorting {
  sort: string;
  order: Order;
  onSort: (sort: string, order: Order) => void;
}

/** Subjects × dimensions, each cell a grade on its colour; any column sorts. */
export function HeatMap(
  props: Sorting & {
    rows: PortfolioRow[];
    dimensions: Dimension[];
    bands: PortfolioSummary['bands'];
  },
) {
  const { rows, dimensions } = props;
  return (
    <Box
      role="region"
      aria-label="Grades by dimension"
      tabIndex={0}
      sx={{ overflowX: 'auto', mx: -1 }}
    >
      <Table
        size="small"
        aria-label="Grades by dimension"
        sx={{
          '& th, & td': {
            px: 0.75,
            borderColor: 'divider',
            wordBreak: 'normal',
          },
          '& tbody > tr:last-of-type > *': { borderBottom: 0 },
        }}
      >
        <TableHead>
          <TableRow>
            <SortHeader {...props} id="subject" title="Service or team" />
            <SortHeader {...props} id="score" title="Score" />
            {dimensions.map(({ dimension, title }) => (
              <SortHeader
                {...props}
                key={dimension}
                id={dimension}
                title={title}
              />
            ))}
            <TableCell sx={{ fontWeight: 600 }}>Assessed</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <Row
              key={row.subject.ref}
              row={row}
              dimensions={dimensions}
              band={props.bands.find(({ band }) => band === row.band)?.title}
            />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function SortHeader(props: Sorting & { id: string; title: string }) {
  const { id, title, sort, order, onSort } = props;
  const active = sort === id;
  return (
    <TableCell
      sortDirection={active ? order : false}
      sx={{
        fontWeight: 600,
        fontSize: '0.8125rem',
        lineHeight: 1.3,
        textTransform: 'none',
        letterSpacing: 0,
        verticalAlign: 'bottom',
      }}
    >
      <TableSortLabel
        active={active}
        direction={active ? order : 'asc'}
        onClick={() => onSort(id, active && order === 'asc' ? 'desc' : 'asc')}
      >
        {title}
      </TableSortLabel>
    </TableCell>
  );
}

function Row(props: {
  row: PortfolioRow;
  dimensions: Dimension[];
  band?: string;
}) {
  const { row, dimensions } = props;
  const { subject } = row;
  const links = useLinks();
  const tones = useTones();
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ minWidth: 160 }}>
        {subject.exists ? (
          <EntityLink entityRef={subject.ref} title={subject.title} />
        ) : (
          `${subject.title} (left the catalog)`
        )}
        {subject.kind === 'team' && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' '}
            team
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {row.assessment && row.score !== undefined ? (
          <Link to={links.assessment(row.assessment)}>{tidy(row.score)}</Link>
        ) : (
          '–'
        )}
        {props.band && (
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            {props.band}
          </Box>
        )}
      </TableCell>
      {dimensions.map(dimension => (
        <TableCell key={dimension.dimension}>
          <Grade
            grade={row.grades[dimension.dimension]}
            highest={dimension.highest}
          />
        </TableCell>
      ))}
      <TableCell sx={{ whiteSpace: 'nowrap', fontSize: '0.8125rem' }}>
        {row.publishedAt ? <AsOf at={row.publishedAt} /> : 'never'}
        {row.nextDue && (
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            next {dueWords({ nextDue: row.nextDue, overdue: row.overdue })}
          </Box>
        )}
        {row.overdue && (
          <Box sx={{ mt: 0.25 }}>
            <Pill tone={tones.bad}>Overdue</Pill>
          </Box>
        )}
      </TableCell>
    </TableRow>
  );
}

function Grade(props: { grade?: number; highest: number }) {
  const heat = useHeat();
  const { grade, highest } = props;
  if (grade === undefined) {
    return <Box sx={{ color: 'text.secondary', textAlign: 'center' }}>–</Box>;
  }
  const tone = heat(grade, { lowest: 0, highest });
  return (
    <Box
      sx={{
        minWidth: 36,
        py: 0.5,
        borderRadius: '6px',
        textAlign: 'center',
        fontWeight: 600,
        color: tone.text,
        backgroundColor: tone.tint,
      }}
    >
      {grade}
    </Box>
  );
}
