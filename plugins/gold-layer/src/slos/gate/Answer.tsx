import type { GateAnswer } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { EntityLink, Hint, count } from '../../ui';
import { momentWords } from '../figures';
import { BreakGlassDialog } from './BreakGlassDialog';
import { Conditions, Reasons } from './Reasons';
import { VerdictIcon, useVerdictTone } from './VerdictPill';
import { answerWords, changeWords } from './words';

/** What the gate has said: in large words, in a sentence, and why. */
export function Answer(props: { answer: GateAnswer }) {
  const { answer } = props;
  const { verdict, reasons, conditions } = answer;
  const tone = useVerdictTone(verdict);
  return (
    <Box component="section" aria-label="Answer" sx={{ mt: 2.5 }}>
      <Box
        role="status"
        sx={{
          p: 2,
          borderRadius: '8px',
          borderLeft: `6px solid ${tone.fill}`,
          backgroundColor: tone.tint,
        }}
      >
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            fontSize: '1.75rem',
            lineHeight: 1.25,
            fontWeight: 700,
            color: tone.text,
          }}
        >
          <VerdictIcon verdict={verdict} />
          {answerWords[verdict]}
        </Box>
        <Box sx={{ fontSize: '1rem', mt: 0.5, overflowWrap: 'anywhere' }}>
          {answer.sentence}
        </Box>
        <Box sx={{ color: 'text.secondary', mt: 0.5 }}>
          {changeWords[answer.change]} of {answer.serviceTitle}
          {answer.reference && ` (${answer.reference})`}, answered{' '}
          {momentWords(answer.at)}
        </Box>
      </Box>
      <Conditions conditions={conditions} />
      <Reasons reasons={reasons} />
      {reasons.length === 0 && (
        <Hint tone="unknown">
          The service has no SLO, so nothing is known of its budget. With one
          the gate can tell.
        </Hint>
      )}
      {verdict !== 'allow' && <WhoMay answer={answer} />}
    </Box>
  );
}

/** Who may let it through all the same. */
function WhoMay(props: { answer: GateAnswer }) {
  const { answer } = props;
  const { roles, you, longestHours } = answer.mayBreakGlass;
  const [open, setOpen] = useState(false);
  const titles = roles.map(({ title }) => title).join(' or ');
  return (
    <Hint>
      <div>
        If it has to go out all the same: {titles || 'nobody'} may break the
        glass of{' '}
        <EntityLink
          entityRef={answer.service}
          title={answer.serviceTitle}
          tab="gold-layer"
        />{' '}
        for up to {count(longestHours, 'hour')}, with a reason and a name.
      </div>
      {you ? (
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          sx={{ mt: 1 }}
          onClick={() => setOpen(true)}
        >
          Break the glass …
        </Button>
      ) : (
        <div>You are not among them.</div>
      )}
      {open && (
        <BreakGlassDialog
          service={answer.service}
          title={answer.serviceTitle}
          longestHours={longestHours}
          onClose={() => setOpen(false)}
        />
      )}
    </Hint>
  );
}
