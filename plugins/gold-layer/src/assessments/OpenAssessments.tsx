import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { AsOf, Pager, Panel, useLinks, useLocalPaging } from '../ui';

const pageSize = 10;

/** Drafts that somebody has begun: one goes on where one left off. */
export function OpenAssessments() {
  const links = useLinks();
  const paging = useLocalPaging('drafts');
  const query = useGoldLayer('listAssessments', {
    state: ['draft'],
    limit: pageSize,
    cursor: paging.cursor,
  });
  const drafts = query.data;
  if (!drafts || drafts.items.length === 0) return null;
  return (
    <Box sx={{ mb: 2 }}>
      <Panel title="Begun and not published">
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {drafts.items.map(draft => (
            <Box component="li" key={draft.id} sx={{ py: 0.5 }}>
              <Link to={links.assessment(draft.id)}>
                {draft.rubricTitle}: {draft.subject.title}
              </Link>{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {draft.graded} of {draft.dimensions} graded, by{' '}
                {draft.startedBy.title}, <AsOf at={draft.updatedAt} />
              </Box>
            </Box>
          ))}
        </Box>
        {drafts.totalItems > pageSize && (
          <Pager
            label="Pages of drafts"
            paging={paging}
            noun="draft"
            pageSize={pageSize}
            answer={drafts}
            busy={query.isPlaceholderData}
          />
        )}
      </Panel>
    </Box>
  );
}
