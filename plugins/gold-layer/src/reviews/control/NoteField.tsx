import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import { WrittenField } from '../../saving';
import type { AnswerFields } from '../answering/answerFields';
import { answering } from '../answering/useAnswerQueue';

/** A note on the answer; "not applicable" must say why. */
export function NoteField(props: {
  control: ReviewControl;
  written: AnswerFields;
  asked: boolean;
  onWrite: () => void;
}) {
  const { control, written, asked } = props;
  const queue = answering.useQueue();
  const reason = written.answer === 'not-applicable';
  if (!asked && !reason && written.note === '') return null;
  return (
    <WrittenField
      label={reason ? 'Why it does not apply' : 'Note'}
      required={reason}
      value={written.note}
      max={4000}
      takesFocus={asked}
      onWrite={note => {
        // Emptied while it is written in, the field stays.
        if (!asked) props.onWrite();
        queue.change(control.control, { note }, true);
      }}
      onLeave={queue.flush}
    />
  );
}
