import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { steps, type DraftProblem, type Step } from './draft/problems';

const words: Record<Step, string> = {
  service: 'Promise',
  metrics: 'Metrics',
  target: 'Target',
  replay: 'Replay',
  document: 'Document',
};

/** The steps, which one is open, and which are done. */
export function StepList(props: {
  step: Step;
  problems: DraftProblem[];
  /** Metrics and target come from an imported file. */
  skipped: boolean;
  onGo: (step: Step) => void;
}) {
  // What comes after a step that lacks something is not done, whatever it has already.
  const lacking = props.problems.map(problem => steps.indexOf(problem.step));
  const done = Math.min(steps.indexOf('replay'), ...lacking);
  return (
    <Box component="nav" aria-label="Steps" sx={{ mb: 3 }}>
      <Box
        component="ol"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          listStyle: 'none',
          m: 0,
          p: 0,
        }}
      >
        {steps.map((step, index) => {
          const open = step === props.step;
          const skipped =
            props.skipped && (step === 'metrics' || step === 'target');
          return (
            <li key={step}>
              <ButtonBase
                onClick={() => props.onGo(step)}
                disabled={skipped}
                aria-current={open ? 'step' : undefined}
                focusRipple
                sx={{
                  gap: 1,
                  px: 1.5,
                  py: 0.75,
                  borderRadius: '8px',
                  border: 1,
                  borderColor: open ? 'primary.main' : 'divider',
                  fontSize: '0.875rem',
                  fontWeight: open ? 700 : 400,
                  opacity: skipped ? 0.5 : 1,
                }}
              >
                <span>
                  {index + 1}. {words[step]}
                </span>
                {index < done && !skipped && (
                  <CheckIcon fontSize="inherit" titleAccess="complete" />
                )}
              </ButtonBase>
            </li>
          );
        })}
      </Box>
    </Box>
  );
}
