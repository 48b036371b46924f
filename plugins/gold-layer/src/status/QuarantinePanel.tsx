import type { QuarantinedDefinition } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { AsOf, EmptyState, Panel, Pill, useTones } from '../ui';

function place({ origin, line, column }: QuarantinedDefinition): string {
  return [origin, line, column].filter(part => part !== undefined).join(':');
}

function QuarantinedItem(props: { definition: QuarantinedDefinition }) {
  const { bad, unknown } = useTones();
  const { definition } = props;
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
      >
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {definition.name ?? 'A document without a name'}
        </Typography>
        <Pill tone={definition.lastGoodInForce ? unknown : bad}>
          {definition.lastGoodInForce
            ? 'The last good version is in force'
            : 'Nothing of it is in force'}
        </Pill>
      </Box>
      <Typography sx={{ overflowWrap: 'anywhere', mt: 0.5 }}>
        {definition.reason}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ overflowWrap: 'anywhere' }}
      >
        <code>{place(definition)}</code>
        {definition.path && (
          <>
            {' '}
            at <code>{definition.path}</code>
          </>
        )}
        , refused <AsOf at={definition.since} />
      </Typography>
    </Box>
  );
}

/** Definitions that were refused: where to look, and what is wrong. */
export function QuarantinePanel(props: {
  quarantined: QuarantinedDefinition[];
}) {
  return (
    <Panel
      title="Refused definitions"
      question="Is there a scorecard or a set of facts that could not be read?"
    >
      {props.quarantined.length === 0 ? (
        <EmptyState
          why="None. Every definition was read and is in force."
          todo="A document with a mistake would be listed here with its file, line and reason; it never stops the others."
        />
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {props.quarantined.map(definition => (
            <QuarantinedItem
              key={`${place(definition)} ${definition.path} ${definition.reason}`}
              definition={definition}
            />
          ))}
        </Box>
      )}
    </Panel>
  );
}
