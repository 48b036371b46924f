import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { toProblem, type Problem } from '../api';
import { useTones } from './tones';

const headlines: Record<Problem['kind'], string> = {
  forbidden: 'You may not see this',
  'not-found': 'This is not here',
  invalid: 'The portal did not understand the request',
  conflict: 'Somebody else was faster',
  unreachable: 'The backend cannot be reached',
  failed: 'This could not be loaded',
};
const advice: Record<Exclude<Problem['kind'], 'forbidden'>, string> = {
  'not-found':
    'It may have been renamed or removed from the catalog, or you may not be allowed to see it.',
  invalid: 'Clearing the filters usually helps.',
  conflict: 'Load the page again to see how it stands now.',
  unreachable: 'Nothing is lost. Try again in a moment.',
  failed: 'Trying again may help; otherwise the portal’s log says more.',
};

/** What went wrong, in the server’s own words, and what to do. */
export function ErrorPanel(props: { error: Error; onRetry?: () => void }) {
  const tones = useTones();
  const problem = toProblem(props.error);
  return (
    <Box
      role="alert"
      sx={{
        p: 2,
        borderRadius: '8px',
        borderLeft: `4px solid ${tones.bad.fill}`,
        backgroundColor: tones.bad.tint,
      }}
    >
      <Typography
        variant="body1"
        sx={{ fontWeight: 600, m: 0, color: tones.bad.text }}
      >
        {headlines[problem.kind]}
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {problem.message}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {problem.kind === 'forbidden'
          ? adviceOnRefusal(problem)
          : advice[problem.kind]}
      </Typography>
      {props.onRetry && problem.kind !== 'forbidden' && (
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          onClick={props.onRetry}
          sx={{ mt: 1 }}
        >
          Try again
        </Button>
      )}
    </Box>
  );
}

/** Not every refusal is about a permission: a duty may keep people from something, too. */
function adviceOnRefusal({ message }: Problem): string | undefined {
  const permission = /gold-layer(\.[a-z-]+)+/.exec(message)?.[0];
  return (
    permission &&
    `Whoever runs this portal can give you the permission ${permission}.`
  );
}
