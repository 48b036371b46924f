import type { ScorecardDetail } from '@gold-layer/backstage-plugin-common';
import { CopyTextButton } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { CodeText, Panel } from '../ui';

/** The document the scorecard was read from. */
export function DefinitionPanel(props: { scorecard: ScorecardDetail }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { version, origin, source, title } = props.scorecard;
  return (
    <Panel
      title="Definition"
      question="By which rules is scored?"
      action={
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide the YAML' : 'Read the YAML'}
        </Button>
      }
    >
      <Typography>
        Version {version},{' '}
        {origin === 'built-in' ? 'built into Gold Layer' : `from ${origin}`}.
        Every result says by which version it was reached.
      </Typography>
      <Box id={id} hidden={!open} sx={{ position: 'relative', mt: 1.5 }}>
        {open && (
          <>
            <Box sx={{ position: 'absolute', top: 4, right: 20 }}>
              <CopyTextButton text={source} aria-label="Copy the YAML" />
            </Box>
            <CodeText label={`Definition of ${title}`} maxHeight="70vh">
              {source}
            </CodeText>
          </>
        )}
      </Box>
    </Panel>
  );
}
