import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useTones } from '../../ui';
import { ProblemWords } from '../ProblemWords';

/** What is wrong with the document, and what about it will surprise; nothing where nothing is. */
export function Notices(props: { slo: SloDetail }) {
  const { problems, remarks } = props.slo;
  const tones = useTones();
  if (problems.length + remarks.length === 0) return null;
  const wrong = problems.some(({ severity }) => severity === 'error');
  const tone = wrong ? tones.bad : tones.warning;
  return (
    <Box
      component="ul"
      aria-label="Worth knowing"
      sx={{
        m: 0,
        py: 1.25,
        pr: 2,
        pl: 3.5,
        borderRadius: '8px',
        borderLeft: `4px solid ${tone.fill}`,
        backgroundColor: tone.tint,
      }}
    >
      {problems.map(problem => (
        <li key={`${problem.path} ${problem.allowed}`}>
          <ProblemWords problem={problem} />
        </li>
      ))}
      {remarks.map(remark => (
        <li key={remark}>{remark}</li>
      ))}
    </Box>
  );
}
