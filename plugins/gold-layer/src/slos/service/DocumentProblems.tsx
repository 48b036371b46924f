import type { ServiceSlos } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useTones } from '../../ui';
import { ProblemWords } from '../ProblemWords';

/** Documents of a service that could not be used: where, what was found, what would be right. */
export function DocumentProblems(props: { problems: ServiceSlos['problems'] }) {
  const tones = useTones();
  if (props.problems.length === 0) return null;
  return (
    <Box
      role="group"
      aria-label="Documents with problems"
      sx={{
        mb: 2,
        px: 2,
        py: 1.25,
        borderRadius: '8px',
        borderLeft: `4px solid ${tones.bad.fill}`,
        backgroundColor: tones.bad.tint,
      }}
    >
      {props.problems.map(({ location, problems }) => (
        <Box key={location} sx={{ '& + &': { mt: 1 } }}>
          <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {location}
          </Box>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {problems.map(problem => (
              <li key={`${problem.path} ${problem.allowed}`}>
                <ProblemWords problem={problem} />
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
