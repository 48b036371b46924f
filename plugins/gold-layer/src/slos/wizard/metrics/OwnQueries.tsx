import { thresholdOps } from '@gold-layer/backstage-plugin-common';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import { Controller, useFormContext } from 'react-hook-form';
import { Hint } from '../../../ui';
import { ChoiceCards } from '../../ChoiceCards';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import { queryKinds, type SloDraft } from '../draft/draft';

const kinds: Record<SloDraft['queryKind'], { title: string; about: string }> = {
  bad: { title: 'Bad and all', about: 'Two queries that count events.' },
  good: { title: 'Good and all', about: 'Two queries that count events.' },
  failure: {
    title: 'Share of failure',
    about: 'One query that answers a ratio from 0 to 1.',
  },
  success: {
    title: 'Share of success',
    about: 'One query that answers a ratio from 0 to 1.',
  },
  threshold: {
    title: 'A value',
    about: 'Good while it is on the right side of a threshold.',
  },
};

const opWords = {
  lt: 'below (<)',
  lte: 'at most (≤)',
  gt: 'above (>)',
  gte: 'at least (≥)',
} as const;

const monospace = { style: { fontFamily: 'monospace', fontSize: 13 } };

/** Queries as their writer wants them. */
export function OwnQueries() {
  const { control, watch, setValue, clearErrors } = useFormContext<SloDraft>();
  const kind = watch('queryKind');
  const counts = kind === 'bad' || kind === 'good';
  const query = (
    name: 'query' | 'totalQuery',
    label: string,
    example: string,
  ) => (
    <DraftField
      name={name}
      label={label}
      multiline
      minRows={2}
      placeholder={example}
      inputProps={monospace}
      sx={{ mt: 1.5, maxWidth: 900 }}
    />
  );
  return (
    <WizardPart title="What do the queries answer?">
      <ChoiceCards
        label="What the queries answer"
        width={210}
        value={kind}
        onChoose={value => {
          const chosen = queryKinds.find(each => each === value);
          if (chosen) setValue('queryKind', chosen);
          clearErrors();
        }}
        options={queryKinds.map(value => ({ value, ...kinds[value] }))}
      />
      {counts && (
        <>
          {query(
            'query',
            kind === 'bad' ? 'Bad events' : 'Good events',
            'http_requests_total{job="checkout",code=~"5.."}',
          )}
          {query(
            'totalQuery',
            'All events',
            'http_requests_total{job="checkout"}',
          )}
          <Controller
            control={control}
            name="counter"
            render={({ field }) => (
              <FormControlLabel
                control={
                  <Checkbox
                    checked={field.value}
                    onChange={(_, on) => field.onChange(on)}
                  />
                }
                label="They are counters, which only grow"
              />
            )}
          />
          <Hint>
            Write the bare counter: Gold Layer wraps it into the increase over
            each window. A query that has a window of its own needs{' '}
            <code>{'{{.window}}'}</code> in its place.
          </Hint>
        </>
      )}
      {!counts &&
        query(
          'query',
          kind === 'threshold' ? 'Value' : 'Share',
          kind === 'threshold'
            ? 'max(consumer_lag_seconds{group="billing"})'
            : 'job:errors:ratio{job="checkout"}',
        )}
      {kind === 'threshold' && (
        <FieldRow>
          <DraftField
            select
            name="op"
            label="It is good while"
            sx={{ mt: 1.5 }}
          >
            {thresholdOps.map(value => (
              <MenuItem key={value} value={value}>
                {opWords[value]}
              </MenuItem>
            ))}
          </DraftField>
          <DraftField name="value" label="Threshold" sx={{ mt: 1.5 }} />
        </FieldRow>
      )}
    </WizardPart>
  );
}
