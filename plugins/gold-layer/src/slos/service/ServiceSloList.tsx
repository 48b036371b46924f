import { Link } from '@backstage/core-components';
import type { SloRow } from '@gold-layer/backstage-plugin-common';
import { SmallTable, useLinks, useNarrow } from '../../ui';
import {
  BudgetCell,
  BudgetLine,
  Burn,
  ObjectiveCell,
  OutlookCell,
  StateCell,
} from '../cells';
import { sliWords } from '../figures';
import { SloCards } from '../list/SloCards';

/** The SLOs of one service, worst first as given. */
export function ServiceSloList(props: { rows: SloRow[] }) {
  const links = useLinks();
  if (useNarrow()) return <SloCards rows={props.rows} />;
  return (
    <SmallTable
      label="SLOs of this service, worst first"
      rows={props.rows}
      rowKey={row => row.id}
      columns={[
        {
          title: 'SLO',
          heading: true,
          minWidth: 150,
          render: row => <Link to={links.slo(row.id)}>{row.title}</Link>,
        },
        {
          title: 'State',
          minWidth: 110,
          render: row => <StateCell row={row} />,
        },
        {
          title: 'Budget left',
          minWidth: 150,
          render: row => <BudgetCell row={row} />,
        },
        {
          title: 'SLI',
          numeric: true,
          render: row => sliWords(row.numbers.sli, row.objective),
        },
        {
          title: 'Objective',
          minWidth: 100,
          render: row => <ObjectiveCell row={row} />,
        },
        {
          title: 'Burn 1h',
          numeric: true,
          render: row => <Burn burn={row.numbers.burn['1h']} />,
        },
        {
          title: '6h',
          numeric: true,
          render: row => <Burn burn={row.numbers.burn['6h']} />,
        },
        {
          title: 'Forecast',
          minWidth: 140,
          render: row => <OutlookCell row={row} />,
        },
        { title: '28 days', render: row => <BudgetLine row={row} /> },
      ]}
    />
  );
}
