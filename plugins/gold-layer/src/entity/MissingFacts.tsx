import type { ServiceFacts } from '@gold-layer/backstage-plugin-common';
import { SmallTable } from '../ui';
import { FactName } from './KnownFacts';

/** Facts nobody has given, and who could. */
export function MissingFacts(props: { facts: ServiceFacts['missing'] }) {
  return (
    <SmallTable
      label="Missing facts"
      rows={props.facts}
      rowKey={fact => fact.name}
      columns={[
        {
          title: 'Fact',
          heading: true,
          minWidth: 180,
          render: fact => <FactName name={fact.name} title={fact.title} />,
        },
        {
          title: 'What it says',
          minWidth: 240,
          render: fact => fact.description,
        },
        { title: 'Who can tell', render: fact => fact.source },
      ]}
    />
  );
}
