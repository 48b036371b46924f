import { changeKinds } from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { toProblem, useGoldLayerAction } from '../../api';
import { Panel, ServiceField } from '../../ui';
import { Answer } from './Answer';
import type { GateAddress } from './useGateAddress';
import { changeKindOf, changeWords } from './words';

/** Asks the gate about one change. */
export function AskPanel(props: { address: GateAddress }) {
  const { address } = props;
  const { service, reference } = address;
  const change = address.change ?? 'feature';
  const [missing, setMissing] = useState(false);
  const ask = useGoldLayerAction('askDeployGate');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!service);
    if (!service) return;
    ask.mutate({
      body: { service, change, reference: reference.trim() || undefined },
    });
  };
  // An answer is to the question as it was asked, and to no other.
  const answered =
    ask.data?.service === service &&
    ask.data.change === change &&
    (ask.data.reference ?? '') === reference.trim();
  return (
    <Panel
      title="May this go out?"
      question="The budget policy answers; every question and answer is kept."
    >
      <Box
        component="form"
        noValidate
        aria-label="Ask the deploy gate"
        onSubmit={submit}
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: 'minmax(0, 1fr) minmax(0, 1fr)',
          },
        }}
      >
        <ServiceField
          value={service}
          error={missing && !service ? 'Choose a service' : undefined}
          onChange={ref => address.set('service', [ref])}
        />
        <TextField
          select
          label="Kind of change"
          value={change}
          onChange={event =>
            address.set('change', [changeKindOf(event.target.value) ?? ''])
          }
        >
          {changeKinds.map(kind => (
            <MenuItem key={kind} value={kind}>
              {changeWords[kind]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="What goes out (optional)"
          value={reference}
          onChange={event => address.set('reference', [event.target.value])}
          inputProps={{ maxLength: 300 }}
          helperText="A version or commit, to find the answer again"
        />
        <Box>
          <Button
            type="submit"
            variant="contained"
            disableElevation
            disabled={ask.isPending}
            sx={{ mt: { sm: 1 } }}
          >
            Ask
          </Button>
        </Box>
      </Box>
      {ask.error && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {toProblem(ask.error).message}
        </Alert>
      )}
      {ask.data && answered && <Answer answer={ask.data} />}
    </Panel>
  );
}
