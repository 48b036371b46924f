import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { DecideDialog, EndDialog } from './WaiverDialogs';
import { RenewDialog } from './RenewDialog';

type Asked = 'approve' | 'reject' | 'revoke' | 'withdraw' | 'renew';
type Duty = keyof Waiver['may'];

const actions: { ask: Asked; duty: Duty; label: string; main?: boolean }[] = [
  { ask: 'approve', duty: 'decide', label: 'Approve …', main: true },
  { ask: 'reject', duty: 'decide', label: 'Reject …' },
  { ask: 'renew', duty: 'renew', label: 'Ask for a renewal …' },
  { ask: 'revoke', duty: 'revoke', label: 'Revoke …' },
  { ask: 'withdraw', duty: 'withdraw', label: 'Withdraw …' },
];

const dutiesOf: Partial<Record<Waiver['state'], Duty[]>> = {
  requested: ['decide', 'withdraw'],
  active: ['renew', 'revoke'],
  expired: ['renew'],
};

/** What can be done with a waiver now; what its reader may not do says why. */
export function WaiverActions(props: { waiver: Waiver }) {
  const { waiver } = props;
  const [asked, setAsked] = useState<Asked>();
  const duties = dutiesOf[waiver.state] ?? [];
  const offered = actions.filter(({ duty }) => duties.includes(duty));
  if (offered.length === 0) return null;
  const refused = duties.filter(duty => !waiver.may[duty].allowed);
  const close = () => setAsked(undefined);
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {offered
          .filter(({ duty }) => waiver.may[duty].allowed)
          .map(({ ask, label, main }) => (
            <Button
              key={ask}
              size="small"
              variant={main ? 'contained' : 'outlined'}
              onClick={() => setAsked(ask)}
            >
              {label}
            </Button>
          ))}
      </Box>
      {refused.map(duty => (
        <Box
          key={duty}
          sx={{ mt: 0.5, color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          {waiver.may[duty].reason}
        </Box>
      ))}
      {(asked === 'approve' || asked === 'reject') && (
        <DecideDialog
          waiver={waiver}
          approves={asked === 'approve'}
          onClose={close}
        />
      )}
      {(asked === 'revoke' || asked === 'withdraw') && (
        <EndDialog waiver={waiver} how={asked} onClose={close} />
      )}
      {asked === 'renew' && <RenewDialog waiver={waiver} onClose={close} />}
    </Box>
  );
}
