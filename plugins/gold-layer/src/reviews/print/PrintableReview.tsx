import type {
  Review,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import { tierWords } from '../../ui';
import {
  answerWords,
  dayWords,
  evidenceWords,
  reviewStateWords,
} from '../words';
import { whatNext } from '../review/whatNext';

const moment = (at: string) =>
  DateTime.fromISO(at, { zone: 'utc', locale: 'en' }).toFormat(
    "d LLLL yyyy, HH:mm 'UTC'",
  );

/** The whole review on paper: every control, who decided, under which conditions. */
export function PrintableReview(props: { review: Review }) {
  const { review } = props;
  return (
    <Box
      component="article"
      sx={{
        maxWidth: '190mm',
        mx: 'auto',
        px: 2,
        pb: 4,
        '& h1': { fontSize: '1.4rem', mb: 0.5 },
        '& h2': { fontSize: '1.1rem', mt: 3, mb: 0.5, breakAfter: 'avoid' },
        '& h3': { fontSize: '0.95rem', mt: 1.5, mb: 0 },
        '& .control': { breakInside: 'avoid' },
        overflowWrap: 'anywhere',
      }}
    >
      <h1>
        {review.checklistTitle}: {review.serviceTitle}
      </h1>
      <div>
        {reviewStateWords[review.state]}. {whatNext(review).headline}
      </div>
      <div>
        {review.service}, {tierWords[review.tier]}
        {review.owner && `, owned by ${review.owner.title}`}. Checklist version{' '}
        {review.checklistVersion}, asked for by {review.requestedBy.title} on{' '}
        {dayWords(review.createdAt)}.
      </div>
      {review.decisions.length > 0 && (
        <>
          <h2>Decisions</h2>
          <ul>
            {review.decisions.map(decision => (
              <li key={decision.role}>
                {decision.title}:{' '}
                {decision.decision
                  ? `${decision.decision.replace('-', ' ')} by ${decision.by?.title ?? 'somebody'}, ${decision.at ? moment(decision.at) : ''}`
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
              ? `${section.signOff.state.replace('-', ' ')}, ${section.signOff.by.title}, ${moment(section.signOff.at)}`
              : 'not signed'}
          </div>
          {section.controls.map(control => (
            <PrintableControl key={control.control} control={control} />
          ))}
        </section>
      ))}
      <Box sx={{ mt: 3, color: '#555' }}>
        Review {review.id}, version {review.version}, printed{' '}
        {moment(new Date().toISOString())}.
      </Box>
    </Box>
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
          Known: {automatic.reason} (as of {moment(automatic.asOf)})
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
      {control.drift && <div>Since the approval: {control.drift}</div>}
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
