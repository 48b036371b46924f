import type {
  Review,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import { dayWords, tierWords } from '../../ui';
import { answerWords, evidenceWords, isOpen } from '../words';
import { momentWords, Paper } from './paper';

/** A review that was not approved on paper: every control as it is answered today, who decided, under which conditions. */
export function PrintableReview(props: { review: Review }) {
  const { review } = props;
  return (
    <Paper review={review}>
      <div>
        {review.service}, {tierWords[review.tier]}
        {review.owner && `, owned by ${review.owner.title}`}. Checklist version{' '}
        {review.checklistVersion}, asked for by {review.requestedBy.title} on{' '}
        {dayWords(review.createdAt)}.
      </div>
      <p>
        These are the answers of today.{' '}
        {isOpen(review.state)
          ? 'They are frozen when the review is approved; until then they may change.'
          : 'Nothing was frozen, as the review was not approved.'}
      </p>
      {review.decisions.length > 0 && (
        <>
          <h2>Decisions</h2>
          <ul>
            {review.decisions.map(decision => (
              <li key={decision.role}>
                {decision.title}:{' '}
                {decision.decision
                  ? `${decision.decision.replace('-', ' ')} by ${decision.by?.title ?? 'somebody'}, ${decision.at ? momentWords(decision.at) : ''}`
                  : `not decided${decision.assignee ? `, with ${decision.assignee.title}` : ''}`}
                {decision.comment && ` — “${decision.comment}”`}
              </li>
            ))}
          </ul>
        </>
      )}
      {review.conditions.length > 0 && (
        <>
          <h2>Conditions</h2>
          <ul>
            {review.conditions.map(condition => (
              <li key={condition.id}>
                {condition.title}, {condition.owner.title}, due{' '}
                {dayWords(condition.due)}
                {condition.done && `: met (${condition.done.note})`}
              </li>
            ))}
          </ul>
        </>
      )}
      {review.sections.map(section => (
        <section key={section.section}>
          <h2>{section.title}</h2>
          <div>
            {section.reviewer.title}:{' '}
            {section.signOff
              ? `${section.signOff.state.replace('-', ' ')}, ${section.signOff.by.title}, ${momentWords(section.signOff.at)}`
              : 'not signed'}
          </div>
          {section.controls.map(control => (
            <PrintableControl key={control.control} control={control} />
          ))}
        </section>
      ))}
    </Paper>
  );
}

function PrintableControl(props: { control: ReviewControl }) {
  const { control } = props;
  const { automatic } = control;
  return (
    <div className="control">
      <h3>
        {control.title}
        {control.blocking && ' (blocking)'}
      </h3>
      <div>
        <strong>
          {control.answer ? answerWords[control.answer] : 'Not answered'}
        </strong>
        {control.open && `. Open: ${control.open}`}
      </div>
      {automatic && (
        <div>
          Known: {automatic.reason} (as of {momentWords(automatic.asOf)})
          {control.confirmed && `, confirmed by ${control.confirmed.by.title}`}
          {control.disputed &&
            `, disputed by ${control.disputed.by.title}: ${control.disputed.comment}`}
        </div>
      )}
      {control.note && <div>Note: {control.note}</div>}
      {control.carriedFrom && (
        <div>
          From the review of {dayWords(control.carriedFrom.at)}
          {control.updatedBy && `, by ${control.updatedBy.title}`}
        </div>
      )}
      {control.evidence.map(evidence => (
        <div key={evidence.id}>
          {evidenceWords[evidence.kind]}: {evidence.title}
          {evidence.url && ` (${evidence.url})`}
          {evidence.file && ` (SHA-256 ${evidence.file.sha256})`}
          {evidence.validUntil &&
            `, valid until ${dayWords(evidence.validUntil)}`}
        </div>
      ))}
    </div>
  );
}
