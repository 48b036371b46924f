import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { WrittenField } from '../../saving';
import { AsOf } from '../../ui';
import type { AnswerFields } from '../answering/answerFields';
import { answering } from '../answering/useAnswerQueue';

interface AgreementProps {
  control: ReviewControl;
  written: AnswerFields;
  /** The reader wants to dispute, whether anything has been written or not. */
  asked: boolean;
  onAsk: (asked: boolean) => void;
}

/** A person looks at what the facts say: agrees, or begins to dispute it. */
export function AgreementButtons(props: AgreementProps) {
  const { control, written, asked, onAsk } = props;
  const queue = answering.useQueue();
  const disputing = asked || written.dispute !== null;
  const tells = control.automatic && control.automatic.outcome !== 'unknown';
  if (!tells && !disputing) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {!disputing && (
        <Button
          size="small"
          variant={written.confirm ? 'contained' : 'outlined'}
          color={written.confirm ? 'primary' : 'inherit'}
          disableElevation
          aria-pressed={written.confirm}
          title={control.confirmed && `by ${control.confirmed.by.title}`}
          onClick={() =>
            queue.change(control.control, { confirm: !written.confirm })
          }
        >
          {written.confirm ? 'Confirmed' : 'Confirm'}
        </Button>
      )}
      <Button
        size="small"
        color="inherit"
        aria-expanded={disputing}
        onClick={() => {
          if (written.dispute !== null) {
            queue.change(control.control, { dispute: null });
          }
          onAsk(!disputing);
        }}
      >
        {disputing ? 'Take the dispute back' : 'Dispute'}
      </Button>
    </Box>
  );
}

/** What is disputed, saved as it is written. */
export function DisputeField(props: AgreementProps) {
  const { control, written, asked, onAsk } = props;
  const queue = answering.useQueue();
  if (!asked && written.dispute === null) return null;
  return (
    <WrittenField
      label={`What the portal has wrong${
        control.disputed ? ` (disputed by ${control.disputed.by.title})` : ''
      }`}
      value={written.dispute ?? ''}
      max={2000}
      takesFocus={asked}
      onWrite={text => {
        // Emptied while it is written in, the field stays.
        if (!asked) onAsk(true);
        queue.change(
          control.control,
          { dispute: text.trim() === '' ? null : text },
          true,
        );
      }}
      onLeave={queue.flush}
    />
  );
}

/** What people have said about an answer that rests. */
export function RestingAnswer(props: { control: ReviewControl }) {
  const { confirmed, disputed, note } = props.control;
  return (
    <>
      {confirmed && (
        <div>
          Confirmed by {confirmed.by.title}, <AsOf at={confirmed.at} />
        </div>
      )}
      {disputed && (
        <Box sx={{ overflowWrap: 'anywhere' }}>
          Disputed by {disputed.by.title}, <AsOf at={disputed.at} />: “
          {disputed.comment}”
        </Box>
      )}
      {note && (
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          Note: {note}
        </Box>
      )}
    </>
  );
}
