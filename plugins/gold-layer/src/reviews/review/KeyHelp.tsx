import { controlAnswers } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { answerWords } from '../words';
import type { ReviewKeys } from './useReviewKeys';

const keysAndWords: [string, string][] = [
  ['j', 'Next control'],
  ['k', 'Previous control'],
  ...controlAnswers.map((answer, index): [string, string] => [
    String(index + 1),
    `Answer “${answerWords[answer]}”`,
  ]),
  ['e', 'Add evidence'],
  ['?', 'This help'],
];

/** What the single keys do, and the way to turn them off. */
export function KeyHelp(props: { keys: ReviewKeys }) {
  const { keys } = props;
  const close = () => keys.showHelp(false);
  return (
    <Dialog open onClose={close} aria-labelledby="review-keys">
      <DialogTitle id="review-keys">Filling in by keyboard</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{
            display: 'grid',
            gridTemplateColumns: 'auto 1fr',
            columnGap: 2,
            rowGap: 0.75,
            m: 0,
          }}
        >
          {keysAndWords.map(([key, words]) => (
            <Box key={key} sx={{ display: 'contents' }}>
              <Box component="dt">
                <kbd>{key}</kbd>
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {words}
              </Box>
            </Box>
          ))}
        </Box>
        <FormControlLabel
          sx={{ mt: 1.5 }}
          label="Use single keys"
          control={
            <Switch checked={keys.on} onChange={(_, on) => keys.turn(on)} />
          }
        />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={close} sx={{ textTransform: 'none' }}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}
