import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { AsOf, Panel, useLinks } from '../ui';

/** Drafts that somebody has begun: one goes on where one left off. */
export function OpenAssessments() {
  const links = useLinks();
  const drafts = useGoldLayer('listAssessments', {
    state: ['draft'],
    limit: 10,
  }).data;
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
      </Panel>
    </Box>
  );
}
