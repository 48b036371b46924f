import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Hint } from '../../../ui';
import { CodeBlock } from '../../slo/CodeBlock';

/** Somebody else kept another version meanwhile: both, and the ways on. */
export function Conflict(props: {
  message: string;
  theirs: { text?: string; version: number };
  mine: { text: string; version: number };
  onExtend: () => void;
  onReplace: () => void;
}) {
  const { theirs, mine } = props;
  return (
    <Box role="alert" sx={{ mb: 2 }}>
      <Hint tone="warning">
        <strong>Somebody else was faster.</strong> {props.message}
      </Hint>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'minmax(0, 1fr) minmax(0, 1fr)',
          },
        }}
      >
        <CodeBlock
          label={`What stands now, version ${theirs.version}`}
          text={theirs.text ?? 'Nothing: it was removed.'}
        />
        <CodeBlock
          label={`Yours, made from version ${mine.version}`}
          text={mine.text}
        />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <Button size="small" variant="contained" onClick={props.onExtend}>
          Put my SLO into theirs
        </Button>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          onClick={props.onReplace}
        >
          Let mine stand instead of theirs
        </Button>
      </Box>
    </Box>
  );
}
