import { Link } from '@backstage/core-components';
import type { AssessmentSummary } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import {
  AsOf,
  EmptyState,
  Loaded,
  Panel,
  Pill,
  nameOf,
  useLinks,
  useTones,
} from '../../ui';
import { StartDialog } from '../StartDialog';
import { dueWords, scoreWords } from '../words';

/** The assessments of one service, latest first, and the way to the next one. */
export function ServiceAssessments(props: { service: string }) {
  const { service } = props;
  const [starting, setStarting] = useState(false);
  const query = useGoldLayer('listAssessments', {
    subject: service,
    sort: 'updated',
    order: 'desc',
    limit: 20,
  });
  return (
    <Panel
      title="Assessments"
      question="How mature is it, by people's judgement?"
      action={
        <Button
          size="small"
          variant="outlined"
          onClick={() => setStarting(true)}
          sx={{ textTransform: 'none' }}
        >
          Start an assessment
        </Button>
      }
    >
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why="Nobody has assessed this service yet." />
          ) : (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {items.map(item => (
                <Item key={item.id} assessment={item} />
              ))}
            </Box>
          )
        }
      </Loaded>
      {starting && (
        <StartDialog
          subject={{ ref: service, title: nameOf(service), kind: 'Services' }}
          onClose={() => setStarting(false)}
        />
      )}
    </Panel>
  );
}

function Item(props: { assessment: AssessmentSummary }) {
  const { assessment } = props;
  const { score, highest, band, state, nextDue, overdue } = assessment;
  const links = useLinks();
  const tones = useTones();
  return (
    <Box component="li" sx={{ py: 0.75 }}>
      <Link to={links.assessment(assessment.id)}>{assessment.rubricTitle}</Link>
      {overdue && (
        <>
          {' '}
          <Pill tone={tones.bad}>Overdue</Pill>
        </>
      )}
      <Box sx={{ color: 'text.secondary' }}>
        {state === 'published' && score !== undefined ? (
          <>
            {scoreWords(score, highest)}
            {band && `, ${band.title}`}, published{' '}
            <AsOf at={assessment.publishedAt} />
            {nextDue && `; the next one ${dueWords({ nextDue, overdue })}`}
          </>
        ) : (
          <>
            A draft by {assessment.startedBy.title}: {assessment.graded} of{' '}
            {assessment.dimensions} graded
          </>
        )}
      </Box>
    </Box>
  );
}
