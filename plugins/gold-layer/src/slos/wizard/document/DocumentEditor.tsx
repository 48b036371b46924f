import { CopyTextButton } from '@backstage/core-components';
import type { SloProblem } from '@gold-layer/backstage-plugin-common';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { Hint, saveAs } from '../../../ui';
import { ProblemWords } from '../../ProblemWords';
import { WizardPart } from '../WizardPart';

/** The document as text that can be changed, with everything wrong in it. */
export function DocumentEditor(props: {
  text: string;
  /** What it is called when it is saved. */
  file: string;
  problems: SloProblem[];
  onChange: (text: string) => void;
}) {
  const { text, file, problems } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const goTo = (line: number) => {
    const lines = text.split('\n');
    const start = lines
      .slice(0, line - 1)
      .reduce((sum, each) => sum + each.length + 1, 0);
    field.current?.focus();
    field.current?.setSelectionRange(
      start,
      start + (lines[line - 1]?.length ?? 0),
    );
  };
  return (
    <WizardPart
      title="OpenSLO document"
      why="It may be changed by hand; what is wrong stands below at once."
    >
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'flex-end',
          alignItems: 'center',
          color: 'text.secondary',
        }}
      >
        <Button
          size="small"
          color="inherit"
          startIcon={<DownloadIcon />}
          onClick={() =>
            saveAs(file, new Blob([text], { type: 'application/yaml' }))
          }
        >
          Download the document
        </Button>
        <CopyTextButton text={text} aria-label="Copy: OpenSLO document" />
      </Box>
      <TextField
        fullWidth
        multiline
        minRows={12}
        maxRows={28}
        value={text}
        inputRef={field}
        onChange={event => props.onChange(event.target.value)}
        inputProps={{
          'aria-label': 'OpenSLO document',
          spellCheck: false,
          style: { fontFamily: 'monospace', fontSize: 13, lineHeight: 1.5 },
        }}
      />
      {problems.length > 0 && (
        <Hint
          tone={
            problems.some(({ severity }) => severity === 'error')
              ? 'bad'
              : 'warning'
          }
        >
          <Box
            component="ul"
            aria-label="Problems of the document"
            sx={{ m: 0, pl: 2.5 }}
          >
            {problems.map(problem => (
              <li key={`${problem.path} ${problem.allowed}`}>
                <ProblemWords problem={problem} />{' '}
                {problem.line !== undefined && (
                  <Button
                    size="small"
                    color="inherit"
                    sx={{ p: 0, minWidth: 0, textDecoration: 'underline' }}
                    onClick={() => goTo(problem.line ?? 1)}
                  >
                    Go to line {problem.line}
                  </Button>
                )}
              </li>
            ))}
          </Box>
        </Hint>
      )}
    </WizardPart>
  );
}
