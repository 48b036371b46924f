import type {
  Review,
  ReviewUpgrade,
} from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import { ActionDialog, Loaded, count } from '../../ui';
import { useReviewStep } from '../review/useReview';

/** Says that the checklist has a newer version, and shows what it would change. */
export function UpgradeNotice(props: { review: Review }) {
  const { review } = props;
  const [asked, setAsked] = useState(false);
  const { allowed, reason } = review.may.upgrade;
  if (!review.upgradeTo) return null;
  return (
    <Alert
      severity="info"
      action={
        <Button size="small" color="inherit" onClick={() => setAsked(true)}>
          See what changes
        </Button>
      }
    >
      {review.checklistTitle} {review.upgradeTo} is in force; this review walks{' '}
      {review.checklistVersion}. {!allowed && reason}
      {asked && (
        <UpgradeDialog review={review} onClose={() => setAsked(false)} />
      )}
    </Alert>
  );
}

function UpgradeDialog(props: { review: Review; onClose: () => void }) {
  const { review, onClose } = props;
  const preview = useGoldLayer('previewReviewUpgrade', { id: review.id });
  const upgrade = useReviewStep('upgradeReview', review.id);
  const { allowed } = review.may.upgrade;
  return (
    <ActionDialog
      wide
      title={`Move to version ${review.upgradeTo}`}
      doIt={allowed ? 'Move to it' : 'Close'}
      busy={upgrade.isPending}
      error={upgrade.error}
      onClose={onClose}
      onSubmit={() =>
        allowed
          ? upgrade.mutate(
              { id: review.id, body: { version: review.version } },
              { onSuccess: onClose },
            )
          : onClose()
      }
    >
      <Loaded query={preview}>
        {changes => <Changes changes={changes} />}
      </Loaded>
    </ActionDialog>
  );
}

function Changes(props: { changes: ReviewUpgrade }) {
  const { added, removed, changed, kept } = props.changes;
  return (
    <Box>
      <p>
        {count(kept, 'answer')} {kept === 1 ? 'stays' : 'stay'} as{' '}
        {kept === 1 ? 'it is' : 'they are'}.
      </p>
      <ChangeList
        title="New"
        items={added.map(({ control, title }) => ({ control, text: title }))}
      />
      <ChangeList
        title="Changed"
        items={changed.map(({ control, title, what, keeps }) => ({
          control,
          text: `${title}: ${what}. ${keeps ? 'The answer stays.' : 'It has to be answered again.'}`,
        }))}
      />
      <ChangeList
        title="Gone"
        items={removed.map(({ control, title, answered }) => ({
          control,
          text: answered ? `${title} (its answer stays in the log)` : title,
        }))}
      />
    </Box>
  );
}

function ChangeList(props: {
  title: string;
  items: { control: string; text: string }[];
}) {
  if (props.items.length === 0) return null;
  return (
    <Box component="section">
      <Box component="h3" sx={{ fontSize: '0.9375rem', m: 0, mt: 1 }}>
        {props.title} ({props.items.length})
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {props.items.map(({ control, text }) => (
          <li key={control}>{text}</li>
        ))}
      </Box>
    </Box>
  );
}
