import type {
  Review,
  ReviewCondition,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { AsOf, Panel, Pill, dayWords, useTones } from '../../ui';
import { CommentedStep } from '../steps/CommentedStep';
import { MayButton } from '../steps/MayButton';

/** What the approval depends on. */
export function ConditionsPanel(props: { review: Review }) {
  const { review } = props;
  if (review.conditions.length === 0) return null;
  const conditions = [...review.conditions].sort(
    (a, b) =>
      Number(Boolean(a.done)) - Number(Boolean(b.done)) ||
      a.due.localeCompare(b.due),
  );
  return (
    <Panel
      title="Conditions"
      question="What has to be done, by whom and until when, for the approval to hold?"
    >
      <Box
        component="ul"
        aria-label="Conditions"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
      >
        {conditions.map(condition => (
          <Condition key={condition.id} review={review} condition={condition} />
        ))}
      </Box>
    </Panel>
  );
}

function Condition(props: { review: Review; condition: ReviewCondition }) {
  const { review, condition } = props;
  const [asked, setAsked] = useState(false);
  const tones = useTones();
  const holds = review.state === 'conditionally-approved';
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'baseline',
      }}
    >
      <strong>{condition.title}</strong>
      <span>
        {condition.owner.title}, due {dayWords(condition.due)}
      </span>
      {condition.done ? (
        <>
          <Pill tone={tones.good}>Met</Pill>
          <span>
            “{condition.done.note}”, {condition.done.by.title},{' '}
            <AsOf at={condition.done.at} />
          </span>
        </>
      ) : (
        <>
          {condition.overdue && <Pill tone={tones.bad}>Overdue</Pill>}
          {holds && (
            <MayButton
              label="Say it is met"
              variant="outlined"
              color="inherit"
              may={{ allowed: true }}
              onClick={() => setAsked(true)}
            />
          )}
        </>
      )}
      {asked && (
        <CommentedStep
          review={review}
          step="completeReviewCondition"
          title={condition.title}
          doIt="It is met"
          label="What shows it"
          required="Say what shows that it is met."
          keep={`condition/${review.id}/${condition.id}`}
          toInput={(note = '') => ({
            id: review.id,
            condition: condition.id,
            body: { note },
          })}
          onClose={() => setAsked(false)}
        />
      )}
    </Box>
  );
}
