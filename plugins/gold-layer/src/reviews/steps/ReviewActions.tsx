import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { count } from '../../ui';
import { answering } from '../answering/useAnswerQueue';
import { CommentedStep } from './CommentedStep';
import { MayButton } from './MayButton';
import { RequestChanges } from './SectionSignOff';

type Step = 'submit' | 'withdraw' | 'changes';

/** The steps that the review's state allows its team and its reviewers. */
export function ReviewActions(props: { review: Review }) {
  const { review } = props;
  const [asked, setAsked] = useState<Step>();
  const unsent = answering.useEdits().filter(({ pending }) => pending).length;
  const close = () => setAsked(undefined);
  const filling = ['draft', 'changes-requested'].includes(review.state);
  const reviewing = ['submitted', 'in-review'].includes(review.state);
  const maySubmit = submission(review, unsent);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'flex-start',
      }}
    >
      {filling && (
        <MayButton
          label={review.state === 'draft' ? 'Submit' : 'Submit again'}
          variant="contained"
          may={maySubmit}
          onClick={() => setAsked('submit')}
        />
      )}
      {reviewing && (
        <MayButton
          label="Request changes"
          variant="outlined"
          color="inherit"
          may={review.may.requestChanges}
          onClick={() => setAsked('changes')}
        />
      )}
      {(filling || reviewing) && (
        <MayButton
          label="Withdraw"
          color="inherit"
          may={review.may.withdraw}
          onClick={() => setAsked('withdraw')}
        />
      )}
      {asked === 'submit' && <Submit review={review} onClose={close} />}
      {asked === 'withdraw' && <Withdraw review={review} onClose={close} />}
      {asked === 'changes' && (
        <RequestChanges review={review} onClose={close} />
      )}
    </Box>
  );
}

/** Whether the review can be submitted, as far as this page can tell before the backend does. */
function submission(
  review: Review,
  unsent: number,
): { allowed: boolean; reason?: string } {
  const { answered, controls } = review.progress;
  const { submit } = review.may;
  if (!submit.allowed) return submit;
  if (unsent > 0) {
    return { allowed: false, reason: 'Answers are still being saved.' };
  }
  return answered < controls
    ? {
        allowed: false,
        reason: `${count(controls - answered, 'control')} not answered yet.`,
      }
    : submit;
}

interface StepProps {
  review: Review;
  onClose: () => void;
}

function Submit({ review, onClose }: StepProps) {
  return (
    <CommentedStep
      review={review}
      step="submitReview"
      title="Submit for review"
      doIt="Submit"
      label="For the reviewers (optional)"
      keep={`submit/${review.id}`}
      toInput={comment => ({
        id: review.id,
        body: { version: review.version, comment },
      })}
      onClose={onClose}
    >
      <div>
        Reviewers are assigned and told. Answers rest as they are until they
        have decided or ask for changes.
      </div>
    </CommentedStep>
  );
}

function Withdraw({ review, onClose }: StepProps) {
  return (
    <CommentedStep
      review={review}
      step="withdrawReview"
      title="Withdraw the review"
      doIt="Withdraw"
      color="error"
      label="Why (optional)"
      keep={`withdraw/${review.id}`}
      toInput={comment => ({
        id: review.id,
        body: { version: review.version, comment },
      })}
      onClose={onClose}
    >
      <div>
        It ends without a decision and stays readable. A new one can be started
        at any time.
      </div>
    </CommentedStep>
  );
}
