import type {
  NextStep,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import {
  EmptyState,
  FirstOf,
  LevelBadge,
  Panel,
  StateChip,
  count,
  effortWords,
  inlineLinks,
  useLinks,
} from '../ui';

const shownAtFirst = 5;

/** What to do next to reach a higher level, in the order that pays most. */
export function NextSteps(props: {
  scorecard: ServiceScorecard;
  onShowCheck: (check: string) => void;
}) {
  const { nextSteps, standing } = props.scorecard;
  return (
    <Panel
      title="Next steps"
      question="What to do first, and how long it takes"
    >
      {nextSteps.length === 0 ? (
        <EmptyState
          why={
            standing.applicable === 0
              ? 'No check applies to this service yet.'
              : 'Nothing is left to do here.'
          }
          todo={
            standing.applicable === 0
              ? undefined
              : 'Every check that applies passes or is waived. Facts grow old, though: keep an eye on it.'
          }
        />
      ) : (
        <FirstOf items={nextSteps} first={shownAtFirst}>
          {shown => (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {shown.map((step, index) => (
                <Step
                  key={step.check}
                  step={step}
                  number={index + 1}
                  {...props}
                />
              ))}
            </Box>
          )}
        </FirstOf>
      )}
    </Panel>
  );
}

function Step(props: {
  step: NextStep;
  number: number;
  scorecard: ServiceScorecard;
  onShowCheck: (check: string) => void;
}) {
  const { step, scorecard } = props;
  const links = useLinks();
  const level = scorecard.levels.find(({ name }) => name === step.level);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '1.5em minmax(0, 1fr)',
        columnGap: 1,
        py: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box
        component="span"
        sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
      >
        {props.number}.
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
          }}
        >
          <MuiLink
            component="button"
            type="button"
            onClick={() => props.onShowCheck(step.check)}
            sx={{ textAlign: 'left', font: 'inherit', fontWeight: 600 }}
          >
            {step.title}
          </MuiLink>
          <StateChip state={step.state} />
          {level && <LevelBadge {...level} level={level.name} />}
        </Box>
        <Typography variant="body2" color="text.secondary" sx={inlineLinks}>
          Takes {effortWords[step.effort]}
          {step.reach > 1 && (
            <>
              {'; open in '}
              <Link
                to={links.services({
                  scorecard: scorecard.scorecard,
                  check: step.check,
                  state: ['fail', 'unknown'],
                })}
              >
                {count(step.reach, 'service')}
              </Link>
            </>
          )}
        </Typography>
      </Box>
    </Box>
  );
}
