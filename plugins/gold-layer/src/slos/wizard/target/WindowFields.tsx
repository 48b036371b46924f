import MenuItem from '@mui/material/MenuItem';
import { Controller, useFormContext } from 'react-hook-form';
import { ZoneField } from '../../ZoneField';
import { DraftField } from '../DraftField';
import { FieldRow } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

const usualDays = ['28', '30', '7', '90'];

/** The time that the target speaks of. */
export function WindowFields() {
  const { control, watch } = useFormContext<SloDraft>();
  const [kind, days] = watch(['windowKind', 'windowDays']);
  return (
    <FieldRow>
      <DraftField select name="windowKind" label="Kind of window">
        <MenuItem value="rolling">Rolling days</MenuItem>
        <MenuItem value="calendar">Calendar period</MenuItem>
      </DraftField>
      {kind === 'rolling' ? (
        <DraftField select name="windowDays" label="Days">
          {[...new Set([...usualDays, days])].map(value => (
            <MenuItem key={value} value={value}>
              {value} days{value === '28' && ', the usual choice'}
            </MenuItem>
          ))}
        </DraftField>
      ) : (
        <>
          <DraftField select name="windowUnit" label="Period">
            {['week', 'month', 'quarter', 'year'].map(value => (
              <MenuItem key={value} value={value}>
                Each {value}
              </MenuItem>
            ))}
          </DraftField>
          <Controller
            control={control}
            name="windowZone"
            render={({ field, fieldState }) => (
              <ZoneField
                value={field.value}
                error={fieldState.error?.message}
                onChange={field.onChange}
              />
            )}
          />
        </>
      )}
    </FieldRow>
  );
}
