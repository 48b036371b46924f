import type { Review, RoleDecision } from '@gold-layer/backstage-plugin-common';
import { useState } from 'react';
import { ActionDialog } from '../../ui';
import { PersonField } from '../PersonField';
import { useReviewStep } from '../review/useReview';

/** Hands a role's part to a person, or to the next in rotation. */
export function AssignDialog(props: {
  review: Review;
  role: RoleDecision;
  onClose: () => void;
}) {
  const { review, role, onClose } = props;
  const assign = useReviewStep('assignReviewer', review.id);
  const [person, setPerson] = useState('');
  return (
    <ActionDialog
      title={`Who reviews for ${role.title}?`}
      doIt={person ? 'Assign' : 'Assign the next in rotation'}
      busy={assign.isPending}
      error={assign.error}
      onClose={onClose}
      onSubmit={() =>
        assign.mutate(
          {
            id: review.id,
            body: { role: role.role, person: person || undefined },
          },
          { onSuccess: onClose },
        )
      }
    >
      <div>
        {role.assignee
          ? `It is ${role.assignee.title} now. `
          : 'It is nobody yet. '}
        Left empty, it goes in turn to whoever of those who may decide was
        assigned longest ago, if possible to somebody who has no other part in
        this review.
      </div>
      <PersonField
        label="Person (optional)"
        value={person}
        people={review.reviewers}
        onChange={setPerson}
      />
    </ActionDialog>
  );
}
