import type { Status } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Typography from '@mui/material/Typography';
import { AsOf, EmptyState, Panel, SmallTable, useLinks } from '../ui';

/** What is in force: every scorecard and set of facts with its version and where it came from. */
export function DefinitionsPanel(props: {
  definitions: Status['definitions'];
  version: string;
}) {
  const links = useLinks();
  return (
    <Panel
      title="Definitions in force"
      question="By which rules is scored, and where do they come from?"
      action={
        <Typography variant="body2" color="text.secondary">
          Gold Layer {props.version}
        </Typography>
      }
    >
      {props.definitions.length === 0 ? (
        <EmptyState
          why="No definition is in force, so nothing is scored."
          todo="The built-in ones should be here; if they are not, the refused definitions above or the backend’s log say why."
        />
      ) : (
        <SmallTable
          label="Every definition, with version and origin"
          rows={props.definitions}
          rowKey={definition => `${definition.kind} ${definition.name}`}
          columns={[
            {
              title: 'Definition',
              heading: true,
              minWidth: 180,
              render: ({ kind, name, title }) =>
                kind === 'Scorecard' ? (
                  <Link to={links.scorecard(name)}>{title}</Link>
                ) : (
                  title
                ),
            },
            { title: 'Kind', render: ({ kind }) => kind },
            { title: 'Version', render: ({ version }) => version },
            { title: 'Origin', minWidth: 120, render: ({ origin }) => origin },
            {
              title: 'Read',
              minWidth: 110,
              render: ({ loadedAt }) => <AsOf at={loadedAt} />,
            },
          ]}
        />
      )}
    </Panel>
  );
}
