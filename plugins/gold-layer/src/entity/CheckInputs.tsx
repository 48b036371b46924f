import type { CheckResult } from '@gold-layer/backstage-plugin-common';
import { AsOf, SmallTable } from '../ui';
import { Freshness } from './Freshness';
import { factValueInWords } from './factWords';
import { FactName } from './KnownFacts';

/** The facts a check was decided on, with value, source and age. */
export function CheckInputs(props: {
  inputs: CheckResult['inputs'];
  title: string;
}) {
  return (
    <SmallTable
      label={`Facts behind ${props.title}`}
      rows={props.inputs}
      rowKey={input => input.fact}
      columns={[
        {
          title: 'Fact',
          heading: true,
          minWidth: 160,
          render: input => <FactName name={input.fact} title={input.title} />,
        },
        {
          title: 'Value',
          render: input =>
            input.value === undefined
              ? 'not known'
              : factValueInWords(input.value, input.unit),
        },
        {
          title: 'State',
          render: input => <Freshness state={input.status} />,
        },
        { title: 'Source', render: input => input.source ?? 'nobody yet' },
        {
          title: 'As of',
          minWidth: 110,
          render: input => <AsOf at={input.collectedAt} />,
        },
      ]}
    />
  );
}
