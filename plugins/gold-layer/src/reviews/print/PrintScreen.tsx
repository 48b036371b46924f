import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import GlobalStyles from '@mui/material/GlobalStyles';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useGoldLayer } from '../../api';
import { Loaded, useLinks } from '../../ui';
import { wasFrozen } from './frozen';
import { FrozenReview } from './FrozenReview';
import { PrintableReview } from './PrintableReview';

/**
 * A review as a document. It stands beside the portal's own page, not in it:
 * a printer would cut off whatever scrolls within that.
 */
export function PrintScreen() {
  const { id = '' } = useParams();
  const query = useGoldLayer('getReview', { id });
  return (
    <Loaded query={query} lines={14}>
      {review =>
        wasFrozen(review.state) ? (
          <Frozen review={review} />
        ) : (
          <Sheet id={review.id}>
            <PrintableReview review={review} />
          </Sheet>
        )
      }
    </Loaded>
  );
}

/** What was approved is printed, not what people have made of it since. */
function Frozen(props: { review: Review }) {
  const { review } = props;
  const query = useGoldLayer('exportReview', { id: review.id });
  return (
    <Loaded query={query} lines={14}>
      {exported => (
        <Sheet id={review.id}>
          <FrozenReview review={review} exported={exported} />
        </Sheet>
      )}
    </Loaded>
  );
}

const sheet = 'body > [data-gold-layer-sheet]';

function Sheet(props: { id: string; children: ReactNode }) {
  const navigate = useNavigate();
  const links = useLinks();
  const leave = () => navigate(links.review(props.id));
  return (
    <Dialog
      fullScreen
      open
      data-gold-layer-sheet
      hideBackdrop
      // What it locked would be printed so.
      disableScrollLock
      transitionDuration={0}
      onClose={leave}
      PaperProps={{
        'aria-label': 'Review as a document',
        sx: {
          color: '#000',
          backgroundColor: '#fff',
          backgroundImage: 'none',
          typography: 'body2',
        },
      }}
    >
      <GlobalStyles
        styles={{
          '@media print': {
            'body > *:not([data-gold-layer-sheet])': {
              display: 'none !important',
            },
            // A printer cuts off whatever does not stand in the page itself.
            [`${sheet}, ${sheet} > *, ${sheet} [role="dialog"]`]: {
              display: 'block !important',
              position: 'static !important',
              height: 'auto !important',
              overflow: 'visible !important',
            },
            '@page': { margin: '16mm' },
          },
        }}
      />
      <Box
        sx={{
          display: 'flex',
          gap: 1.5,
          p: 2,
          '@media print': { display: 'none' },
        }}
      >
        <Button
          size="small"
          variant="contained"
          disableElevation
          onClick={() => window.print()}
          sx={{ textTransform: 'none' }}
        >
          Print
        </Button>
        <Button
          size="small"
          color="inherit"
          onClick={leave}
          sx={{ textTransform: 'none' }}
        >
          Back to the review
        </Button>
      </Box>
      {props.children}
    </Dialog>
  );
}
