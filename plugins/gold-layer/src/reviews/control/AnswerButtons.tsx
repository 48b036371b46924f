import {
  controlAnswers,
  type ControlAnswer,
  type ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { answering } from '../answering/useAnswerQueue';
import { answerWords } from '../words';

/** The four answers, with their keys. Pressing the chosen one again clears it. */
export function AnswerButtons(props: {
  control: ReviewControl;
  /** As written, whether it has been saved or not. */
  answer: ControlAnswer | null;
}) {
  const { control, answer } = props;
  const queue = answering.useQueue();
  // What the facts say is marked, not pressed: nobody has answered yet.
  const automatic =
    answer === null && control.source === 'automatic' ? control.answer : null;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={answer}
      aria-label={`Answer to ${control.title}`}
      onChange={(_, next: ControlAnswer | null) =>
        queue.change(control.control, { answer: next })
      }
      sx={{ flexWrap: 'wrap' }}
    >
      {controlAnswers.map((each, index) => (
        <ToggleButton
          key={each}
          value={each}
          sx={{
            textTransform: 'none',
            py: 0.25,
            px: 1.25,
            letterSpacing: 0,
            textDecoration: each === automatic ? 'underline dotted' : undefined,
            color: each === automatic ? 'text.primary' : undefined,
          }}
        >
          {answerWords[each]}
          <Box
            component="kbd"
            aria-hidden
            sx={{
              ml: 0.75,
              fontSize: '0.6875rem',
              fontFamily: 'inherit',
              opacity: 0.7,
              display: { xs: 'none', md: 'inline' },
            }}
          >
            {index + 1}
          </Box>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
