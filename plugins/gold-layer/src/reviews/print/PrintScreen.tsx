import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import GlobalStyles from '@mui/material/GlobalStyles';
import Portal from '@mui/material/Portal';
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

function Sheet(props: { id: string; children: ReactNode }) {
  const navigate = useNavigate();
  const links = useLinks();
  return (
    <Portal>
      <GlobalStyles
        styles={{
          '@media print': {
            'body > *:not([data-gold-layer-sheet])': {
              display: 'none !important',
            },
            '[data-gold-layer-sheet]': {
              position: 'static !important',
              overflow: 'visible !important',
            },
            '@page': { margin: '16mm' },
          },
        }}
      />
      <Box
        data-gold-layer-sheet
        role="dialog"
        aria-label="Review as a document"
        sx={{
          position: 'fixed',
          inset: 0,
          zIndex: 'modal',
          overflow: 'auto',
          color: '#000',
          backgroundColor: '#fff',
          typography: 'body2',
        }}
      >
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
            onClick={() => navigate(links.review(props.id))}
            sx={{ textTransform: 'none' }}
          >
            Back to the review
          </Button>
        </Box>
        {props.children}
      </Box>
    </Portal>
  );
}
