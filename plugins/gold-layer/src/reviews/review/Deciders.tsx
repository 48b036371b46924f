import type { Review, RoleDecision } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { AsOf, EmptyState, Pill, useTones } from '../../ui';
import { AssignDialog } from '../steps/AssignDialog';
import { DecideDialog } from '../steps/DecideDialog';
import { MayButton } from '../steps/MayButton';
import { isOpen, isOver } from '../words';

const words = {
  approved: 'approved',
  'conditionally-approved': 'approved with conditions',
  rejected: 'rejected',
};

/** Whose word it takes, who has given it, and until when the others have promised theirs. */
export function Deciders(props: { review: Review }) {
  const { review } = props;
  if (review.decisions.length === 0) {
    return (
      <EmptyState
        why={
          review.tier === 'unclassified'
            ? 'The service has no tier, so nobody is named to decide.'
            : 'Nobody is named to decide yet.'
        }
        todo={
          review.tier === 'unclassified'
            ? 'Declare spec.goldLayer.tier in its catalog file.'
            : undefined
        }
      />
    );
  }
  return (
    <Box
      component="ul"
      aria-label="Who decides"
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {review.decisions.map(role => (
        <Decider key={role.role} review={review} role={role} />
      ))}
    </Box>
  );
}

function Decider(props: { review: Review; role: RoleDecision }) {
  const { review, role } = props;
  const [asked, setAsked] = useState<'decide' | 'assign'>();
  const tones = useTones();
  const close = () => setAsked(undefined);
  const waits = isOpen(review.state) && !role.decision;
  const mine = review.mayDecideFor.includes(role.role);
  return (
    <Box
      component="li"
      sx={{
        py: 0.75,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          alignItems: 'baseline',
        }}
      >
        <strong>{role.title}</strong>
        {role.decision ? (
          <Pill tone={role.decision === 'rejected' ? tones.bad : tones.good}>
            {words[role.decision]}
          </Pill>
        ) : (
          <span>{role.assignee?.title ?? 'nobody assigned yet'}</span>
        )}
        <Box
          component="span"
          sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          {role.decision && role.by && (
            <>
              by {role.by.title}, <AsOf at={role.at} />
            </>
          )}
          {waits && role.promisedBy && (
            <>
              {isOver(role.promisedBy) ? 'was due ' : 'promised '}
              <AsOf at={role.promisedBy} />
            </>
          )}
        </Box>
      </Box>
      {role.comment && (
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          “{role.comment}”
        </Box>
      )}
      {role.problem && <Box sx={{ color: tones.bad.text }}>{role.problem}</Box>}
      {waits && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5 }}>
          {mine && (
            <MayButton
              label={`Decide for ${role.title}`}
              variant="contained"
              may={review.may.decide}
              onClick={() => setAsked('decide')}
            />
          )}
          {review.may.assign.allowed && (
            <Button
              size="small"
              color="inherit"
              aria-label={`Assign ${role.title}`}
              onClick={() => setAsked('assign')}
            >
              {role.assignee ? 'Assign somebody else' : 'Assign'}
            </Button>
          )}
        </Box>
      )}
      {asked === 'decide' && (
        <DecideDialog review={review} role={role} onClose={close} />
      )}
      {asked === 'assign' && (
        <AssignDialog review={review} role={role} onClose={close} />
      )}
    </Box>
  );
}
