import {
  valueInWords,
  type ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import { AsOf, SmallTable } from '../../ui';

const states = {
  fresh: 'Up to date',
  stale: 'Out of date',
  missing: 'Missing',
};

/** The facts that the automatic answer rests on. */
export function ControlInputs(props: { control: ReviewControl }) {
  return (
    <SmallTable
      label={`Facts behind ${props.control.title}`}
      rows={props.control.automatic?.inputs ?? []}
      rowKey={({ fact }) => fact}
      columns={[
        {
          title: 'Fact',
          heading: true,
          minWidth: 140,
          render: ({ fact, title }) => <span title={fact}>{title}</span>,
        },
        {
          title: 'Value',
          render: ({ value, unit }) =>
            value === undefined ? 'not known' : valueInWords(value, unit),
        },
        { title: 'State', render: ({ status }) => states[status] },
        { title: 'Source', render: ({ source }) => source ?? 'nobody yet' },
        {
          title: 'As of',
          minWidth: 110,
          render: ({ collectedAt }) => <AsOf at={collectedAt} />,
        },
      ]}
    />
  );
}
