import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import { AsOf, EmptyState, Hint, Loaded, Panel, useTones } from '../../ui';
import { CodeBlock, Disclosed } from './CodeBlock';

type Queries = RouteOutput<'getSloQueries'>;

/** What is asked of the source, and what it last answered. */
export function QueriesPanel(props: { query: UseQueryResult<Queries> }) {
  return (
    <Panel
      title="Queries"
      question="What is asked, and what was the last answer?"
    >
      <Loaded query={props.query} lines={4}>
        {({ items, problem }) => (
          <>
            {problem !== undefined && items.length > 0 && (
              <Hint tone="unknown">{problem}</Hint>
            )}
            {items.length === 0 && (
              <EmptyState why={problem ?? 'No source is asked for this SLO.'} />
            )}
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {items.map(item => (
                <Box
                  component="li"
                  key={item.name}
                  sx={{
                    pb: 1.5,
                    mb: 1.5,
                    borderBottom: 1,
                    borderColor: 'divider',
                    '&:last-of-type': { border: 0, mb: 0, pb: 0 },
                  }}
                >
                  <QueryItem item={item} />
                </Box>
              ))}
            </Box>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function QueryItem(props: { item: Queries['items'][number] }) {
  const { item } = props;
  const tones = useTones();
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>
        {item.source}, asked <AsOf at={item.askedAt} never="never yet" />
        {item.milliseconds !== undefined &&
          `, answered in ${item.milliseconds.toLocaleString('en-US')} ms`}
      </Box>
      <CodeBlock label={item.name} text={item.query} maxHeight={140} />
      {item.error && (
        <Box sx={{ mt: 0.5, color: tones.bad.text }}>
          It failed: {item.error}
        </Box>
      )}
      {item.warnings.map(warning => (
        <Box key={warning} sx={{ mt: 0.5 }}>
          The source warns: {warning}
        </Box>
      ))}
      {item.answer !== undefined && (
        <Disclosed show="Show the last answer" hide="Hide the last answer">
          {() => (
            <CodeBlock
              label={`Last answer to “${item.name}”`}
              text={item.answer ?? ''}
              maxHeight={200}
            />
          )}
        </Disclosed>
      )}
    </>
  );
}
