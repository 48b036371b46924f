import type { RecordProblem } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { count, useTones } from '../ui';

/** Fields whose value could not be taken: what was found, what would be right. */
export function RecordProblems(props: { problems: RecordProblem[] }) {
  const { bad } = useTones();
  const { problems } = props;
  if (problems.length === 0) return null;
  return (
    <Box
      sx={{
        p: 1.5,
        mb: 2,
        borderRadius: '8px',
        borderLeft: `4px solid ${bad.fill}`,
        backgroundColor: bad.tint,
      }}
    >
      <Box sx={{ fontWeight: 600, color: bad.text }}>
        {count(problems.length, 'field')} cannot be used as written
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {problems.map(({ field, found, allowed }) => (
          <Box
            component="li"
            key={`${field} ${found}`}
            sx={{ overflowWrap: 'anywhere' }}
          >
            <code>{field}</code> is <code>{found}</code>; it may be {allowed}.
          </Box>
        ))}
      </Box>
    </Box>
  );
}
