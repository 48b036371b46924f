import type { AnswerFields } from '../answering/answerFields';
import { answerWords } from '../words';

/** The parts of an answer that were changed, in words. */
export function ChangedFields(props: { fields: Partial<AnswerFields> }) {
  const { answer, note, confirm, dispute } = props.fields;
  return (
    <>
      {answer !== undefined && (
        <span>Answer: {answer ? answerWords[answer] : 'none'}</span>
      )}
      {note !== undefined && <span>Note: {note || 'none'}</span>}
      {confirm !== undefined && (
        <span>{confirm ? 'Confirmed' : 'Not confirmed'}</span>
      )}
      {dispute !== undefined && <span>Dispute: {dispute ?? 'none'}</span>}
    </>
  );
}
