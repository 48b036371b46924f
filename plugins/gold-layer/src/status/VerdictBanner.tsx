import type { Status } from '@gold-layer/backstage-plugin-common';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import HelpIcon from '@mui/icons-material/Help';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useNow, useTones } from '../ui';
import { type Verdict, verdictOf } from './verdict';

const icons: Record<Verdict['answer'], typeof ErrorIcon> = {
  yes: CheckCircleIcon,
  mostly: HelpIcon,
  no: ErrorIcon,
};

/** The answer to the page's question, and what weakens it. */
export function VerdictBanner(props: { status: Status }) {
  const { good, unknown, bad } = useTones();
  const verdict = verdictOf(props.status, useNow());
  const tone = { yes: good, mostly: unknown, no: bad }[verdict.answer];
  const Icon = icons[verdict.answer];
  return (
    <Box
      component="section"
      aria-label="Can I trust what I see?"
      sx={{
        display: 'flex',
        gap: 1.5,
        p: 2.5,
        borderRadius: '10px',
        borderLeft: `4px solid ${tone.fill}`,
        backgroundColor: tone.tint,
      }}
    >
      <Icon aria-hidden sx={{ color: tone.text, mt: '2px' }} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ color: tone.text }}>
          Can I trust what I see?
        </Typography>
        <Typography
          component="h2"
          sx={{
            fontSize: '1.125rem',
            fontWeight: 700,
            m: 0,
            color: tone.text,
          }}
        >
          {verdict.sentence}
        </Typography>
        {verdict.doubts.length > 0 && (
          <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, maxWidth: '90ch' }}>
            {verdict.doubts.map(doubt => (
              <Box
                component="li"
                key={doubt.text}
                sx={{ fontWeight: doubt.weight === 'heavy' ? 600 : 400 }}
              >
                {doubt.text}
              </Box>
            ))}
          </Box>
        )}
      </Box>
    </Box>
  );
}
