import { Link } from '@backstage/core-components';
import type { Assessment } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { useCurrentUser } from '../saving';
import { Loaded, PageBody, Waiting, useLinks } from '../ui';
import { AssessmentHeader } from './AssessmentHeader';
import { Comparison } from './Comparison';
import { DimensionCard } from './DimensionCard';
import { gradingEdits } from './grading';
import { useGradingQueue } from './useGradingQueue';

/** One assessment: graded dimension by dimension, then compared. */
export function AssessmentPage() {
  const { id = '' } = useParams();
  const links = useLinks();
  const user = useCurrentUser();
  // Others may be grading the same one.
  const query = useGoldLayer(
    'getAssessment',
    { id },
    { refetchInterval: 15_000 },
  );
  return (
    <PageBody>
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.assessments()}>All assessments</Link>
      </Box>
      <Loaded query={query} lines={10}>
        {assessment =>
          user === undefined ? (
            <Waiting lines={10} />
          ) : (
            <Graded key={assessment.id} assessment={assessment} user={user} />
          )
        }
      </Loaded>
    </PageBody>
  );
}

function Graded(props: { assessment: Assessment; user: string }) {
  const { assessment, user } = props;
  const queue = useGradingQueue(assessment.id, user);
  const { dimensionsOf, bands } = assessment.rubricOf;
  return (
    <gradingEdits.Provider value={queue}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
        <AssessmentHeader assessment={assessment} bands={bands} />
        {assessment.state === 'published' && (
          <Comparison assessment={assessment} />
        )}
        {dimensionsOf.map((dimension, index) => {
          const grading = assessment.gradings.find(
            each => each.dimension === dimension.id,
          );
          return (
            grading && (
              <DimensionCard
                key={dimension.id}
                number={index + 1}
                dimension={dimension}
                grading={grading}
                readOnly={
                  assessment.mayEdit.allowed
                    ? undefined
                    : (assessment.mayEdit.reason ?? '')
                }
              />
            )
          );
        })}
        {assessment.state === 'draft' && assessment.previous && (
          <Comparison assessment={assessment} />
        )}
      </Box>
    </gradingEdits.Provider>
  );
}
