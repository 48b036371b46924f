import type { SloProblem } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';

/** One thing wrong, or doubtful, in a document: where, what was found, what would be right. */
export function ProblemWords(props: { problem: SloProblem }) {
  const { line, path, found, allowed, severity } = props.problem;
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {line !== undefined && `Line ${line}: `}
      {path && (
        <>
          <code>{path}</code>:{' '}
        </>
      )}
      found <code>{found}</code>;{' '}
      {severity === 'error' ? 'right would be' : 'better would be'}{' '}
      {allowed.replace(/\.$/, '')}.
    </Box>
  );
}
