import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, Panel, count } from '../ui';
import { ChangeList } from './ChangeList';
import type { ServiceId } from './useService';

const limit = 25;

/** Every change of a level or a check, newest first, page by page. */
export function History(props: {
  id: ServiceId;
  scorecards: ServiceScorecard[];
}) {
  // Where each page seen so far began; the first has no cursor.
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useGoldLayer('getServiceHistory', {
    ...props.id,
    limit,
    cursor: cursors[cursors.length - 1],
  });
  return (
    <Panel title="History" question="What has changed, and when?">
      <Loaded query={query} lines={6}>
        {({ items, totalItems, pageInfo }) => (
          <>
            {items.length === 0 && (
              <EmptyState
                why="Nothing has changed yet."
                todo="From the first scoring on, every change of a level or a check is written down here."
              />
            )}
            <ChangeList changes={items} scorecards={props.scorecards} />
            {totalItems > limit && (
              <Box
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  gap: 1,
                  mt: 2,
                  alignItems: 'center',
                }}
              >
                <Button
                  size="small"
                  variant="outlined"
                  color="inherit"
                  sx={{ textTransform: 'none' }}
                  disabled={cursors.length === 0}
                  onClick={() => setCursors(cursors.slice(0, -1))}
                >
                  Newer
                </Button>
                <Button
                  size="small"
                  variant="outlined"
                  color="inherit"
                  sx={{ textTransform: 'none' }}
                  disabled={!pageInfo.nextCursor}
                  onClick={() => {
                    const { nextCursor } = pageInfo;
                    if (nextCursor) setCursors([...cursors, nextCursor]);
                  }}
                >
                  Older
                </Button>
                <Typography variant="body2" color="text.secondary">
                  Page {cursors.length + 1}, {count(totalItems, 'change')} in
                  all
                </Typography>
              </Box>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
