import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { percent } from '../../../ui';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

const defaultPolicy = 'default';

/** What follows when the budget shrinks, and who looks at all this again. */
export function PolicyFields() {
  const { watch } = useFormContext<SloDraft>();
  const named = watch('policy') || defaultPolicy;
  const policies = useGoldLayer('listBudgetPolicies', {}).data?.items ?? [];
  const chosen = policies.find(({ name }) => name === named);
  const known = policies.some(({ name }) => name === named);
  return (
    <>
      <WizardPart
        title="When the budget shrinks"
        why="The policy says what people do at which share of the budget, and what the deploy gate answers."
      >
        <FieldRow>
          <DraftField
            select
            name="policy"
            label="Budget policy"
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
            hint={
              chosen &&
              `${chosen.description} Healthy above ${percent(chosen.thresholds.healthy)}, critical below ${percent(chosen.thresholds.warning)}, frozen from 0% until above ${percent(chosen.thawAbove)}.`
            }
          >
            <MenuItem value="">
              {policies.find(({ name }) => name === defaultPolicy)?.title ??
                'Default'}{' '}
              (default)
            </MenuItem>
            {policies
              .filter(({ name }) => name !== defaultPolicy)
              .map(({ name, title }) => (
                <MenuItem key={name} value={name}>
                  {title}
                </MenuItem>
              ))}
            {!known && named !== defaultPolicy && (
              <MenuItem value={named}>{named}</MenuItem>
            )}
          </DraftField>
          <DraftField
            name="runbook"
            label="Runbook (optional)"
            hint="Address or path; alerts lead there"
          />
        </FieldRow>
      </WizardPart>
      <WizardPart
        title="Low traffic and reviews"
        why="With few events a single failure pages. Below a minimum in the long window alerts stay silent."
      >
        <FieldRow>
          <DraftField
            name="minimumEvents"
            label="Least events to alert (optional)"
            inputProps={{ inputMode: 'numeric' }}
            hint="The replay shows how many there are"
          />
          <DraftField
            name="reviewEvery"
            label="Look at it again every … days"
            inputProps={{ inputMode: 'numeric' }}
            hint="The inbox reminds the owner; nothing written, no reminder"
          />
        </FieldRow>
        <Box sx={{ mt: 2 }} />
        <FieldRow>
          <DraftField
            name="stakeholders"
            label="Who cares besides the owner (optional)"
            hint="People and groups, such as group:default/payments; commas between"
          />
          {watch('how') !== 'pushed' && (
            <DraftField
              name="contributors"
              label="Labels that say where it fails (optional)"
              hint="Such as route, region; the page of the SLO breaks bad events down by them"
            />
          )}
        </FieldRow>
      </WizardPart>
    </>
  );
}
