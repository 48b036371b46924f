import type { FrozenAnswer } from '@gold-layer/backstage-plugin-common';
import { dayWords } from '../../ui';
import { answerWords, evidenceWords } from '../words';
import { momentWords } from './paper';

/** One control as it was approved. */
export function FrozenControl(props: {
  answer: FrozenAnswer;
  nameOf: (ref?: string) => string;
}) {
  const { answer, nameOf } = props;
  const { automatic, carriedFrom, confirmed, disputed, note, waiver } = answer;
  return (
    <div className="control">
      <h3>
        {answer.title}
        {answer.blocking && ' (blocking)'}
      </h3>
      <div>
        <strong>
          {answer.answer ? answerWords[answer.answer] : 'Not answered'}
        </strong>
        {answer.source === 'automatic' && ', by facts'}
      </div>
      {automatic && (
        <div>
          Known: {automatic.reason} (as of {momentWords(automatic.asOf)})
          {confirmed && `, confirmed by ${nameOf(confirmed.by)}`}
          {disputed &&
            `, disputed by ${nameOf(disputed.by)}: ${disputed.comment}`}
        </div>
      )}
      {note && <div>Note: {note}</div>}
      {carriedFrom && (
        <div>From the review of {momentWords(carriedFrom.at)}</div>
      )}
      {waiver && <div>Risk accepted until {momentWords(waiver.until)}</div>}
      {answer.evidence.map(evidence => (
        <div key={evidence.id}>
          {evidenceWords[evidence.kind]}: {evidence.title}
          {evidence.url && ` (${evidence.url})`}
          {evidence.file && ` (SHA-256 ${evidence.file.sha256})`}
          {evidence.snapshot &&
            `, ${evidence.snapshot.state}: ${evidence.snapshot.reason}`}
          {evidence.date && `, held ${dayWords(evidence.date)}`}
          {evidence.validUntil &&
            `, valid until ${dayWords(evidence.validUntil)}`}
          , added by {nameOf(evidence.addedBy)}, {momentWords(evidence.addedAt)}
        </div>
      ))}
    </div>
  );
}
