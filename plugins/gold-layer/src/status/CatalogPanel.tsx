import type { Status } from '@gold-layer/backstage-plugin-common';
import { AsOf, Panel } from '../ui';
import { Figures } from './Figures';

/** Whether services, owners and tiers are those of the catalog. */
export function CatalogPanel(props: { catalog: Status['catalog'] }) {
  const { services, groups, confirmedAt, stale, error } = props.catalog;
  return (
    <Panel
      title="Catalog"
      question="Are services and owners those of the catalog?"
    >
      <Figures
        figures={[
          {
            name: 'State',
            value: stale
              ? 'Out of reach; the last known state is shown'
              : 'In step with the catalog',
          },
          {
            name: 'Confirmed',
            value: <AsOf at={confirmedAt} never="not yet" />,
          },
          {
            name: 'Services',
            value:
              services === 0
                ? 'None that you may see. Register components in the catalog.'
                : services.toLocaleString('en-US'),
          },
          { name: 'Groups', value: groups.toLocaleString('en-US') },
          ...(error ? [{ name: 'Last error', value: error }] : []),
        ]}
      />
    </Panel>
  );
}
