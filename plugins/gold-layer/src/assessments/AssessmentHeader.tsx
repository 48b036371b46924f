import type {
  Assessment,
  RubricDetail,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { AsOf, EntityLink, Pill, inlineLinks, useLinks, useTones } from '../ui';
import { DraftActions } from './DraftActions';
import { dueWords, scoreWords } from './words';

/** What is assessed, how far it is, and what comes of it. */
export function AssessmentHeader(props: {
  assessment: Assessment;
  bands: RubricDetail['bands'];
}) {
  const { assessment } = props;
  const { subject, state, rubricTitle, rubricVersion } = assessment;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, ...inlineLinks }}>
      <Box>
        <Typography
          component="h2"
          sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
        >
          {rubricTitle} of{' '}
          {subject.exists ? (
            <EntityLink entityRef={subject.ref} title={subject.title} />
          ) : (
            subject.title
          )}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {assessment.rubricOf.description} Version {rubricVersion}.{' '}
          {state === 'published' ? (
            <>
              Published by {assessment.publishedBy?.title},{' '}
              <AsOf at={assessment.publishedAt} />; it does not change any more.
            </>
          ) : (
            <>
              Begun by {assessment.startedBy.title},{' '}
              <AsOf at={assessment.startedAt} />.
            </>
          )}
          {!subject.exists && ' It has left the catalog.'}
        </Typography>
        <NextDue assessment={assessment} />
      </Box>
      <Result assessment={assessment} bands={props.bands} />
      {state === 'draft' && <DraftActions assessment={assessment} />}
    </Box>
  );
}

/** When the next one has to be published; of the latest only. */
function NextDue(props: { assessment: Assessment }) {
  const { nextDue, overdue } = props.assessment;
  const tones = useTones();
  if (nextDue === undefined) return null;
  return (
    <Box
      sx={{
        mt: 0.5,
        typography: 'body2',
        color: overdue ? tones.bad.text : 'text.secondary',
      }}
    >
      The next one {overdue ? '' : 'is '}
      {dueWords({ nextDue, overdue })}.
    </Box>
  );
}

function Result(props: {
  assessment: Assessment;
  bands: RubricDetail['bands'];
}) {
  const { assessment, bands } = props;
  const { score, highest, band, graded, dimensions, previous } = assessment;
  const tones = useTones();
  const links = useLinks();
  if (score === undefined) {
    return (
      <Box sx={{ maxWidth: 480 }}>
        <Box sx={{ mb: 0.5 }}>
          <strong>
            {graded} of {dimensions} graded.
          </strong>{' '}
          The score appears when all are.
        </Box>
        <LinearProgress
          variant="determinate"
          value={(graded / dimensions) * 100}
          aria-label="Graded"
          color="inherit"
        />
      </Box>
    );
  }
  const rank = bands.findIndex(({ name }) => name === band?.name) + 1;
  return (
    <Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1.5,
          alignItems: 'center',
        }}
      >
        <Box component="strong" sx={{ fontSize: '1.5rem' }}>
          {scoreWords(score, highest)}
        </Box>
        {band && (
          <Pill tone={tones.level({ name: 'band', rank })}>{band.title}</Pill>
        )}
        {previous && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {difference(score - previous.score)}{' '}
            <a href={links.assessment(previous.id)}>the one before</a>,{' '}
            <AsOf at={previous.publishedAt} />
          </Box>
        )}
      </Box>
      {assessment.nextStep && (
        <Box sx={{ mt: 0.5, maxWidth: '80ch' }}>
          <strong>Next step:</strong> {assessment.nextStep}
        </Box>
      )}
    </Box>
  );
}

function difference(points: number): string {
  if (Math.abs(points) < 0.05) return 'The same as';
  const size = Math.abs(points).toLocaleString('en-US', {
    maximumFractionDigits: 1,
  });
  return points > 0 ? `${size} more than` : `${size} less than`;
}
