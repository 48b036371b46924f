import type { Service } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { AsOf, EmptyState, Panel } from '../ui';
import { RecordProblems } from './RecordProblems';
import { recordLines } from './recordLines';

/** What the team declares about the service, in words. */
export function RecordPanel(props: { service: Service }) {
  const { record, recordProblems, confirmedAt } = props.service;
  const lines = recordLines(record);
  const declared = lines.filter(line => line.value !== undefined);
  const silent = lines.filter(line => line.value === undefined);
  return (
    <Panel title="Service record" question="What does the team declare?">
      <RecordProblems problems={recordProblems} />
      {declared.length === 0 && (
        <EmptyState
          why="Nothing is declared yet."
          todo={
            <>
              Add <code>spec.goldLayer</code> to the entity’s YAML file, the
              tier first.
            </>
          }
        />
      )}
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
          columnGap: 2.5,
          rowGap: 0.5,
          m: 0,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere' },
        }}
      >
        {declared.map(({ label, value }) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Box>
        ))}
      </Box>
      {silent.length > 0 && declared.length > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>
          Not declared: {silent.map(({ label }) => label).join(', ')}.
        </Typography>
      )}
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>
        Confirmed by the catalog <AsOf at={confirmedAt} />
      </Typography>
    </Panel>
  );
}
