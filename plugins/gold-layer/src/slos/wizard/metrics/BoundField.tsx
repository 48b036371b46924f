import type { SliMenuItem } from '@gold-layer/backstage-plugin-common';
import MenuItem from '@mui/material/MenuItem';
import { useFormContext } from 'react-hook-form';
import { Hint } from '../../../ui';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

const opWords = {
  lt: 'below',
  lte: 'at most',
  gt: 'above',
  gte: 'at least',
} as const;

const readWords = {
  age: 'its age',
  rate: 'its rate',
  value: 'its highest value',
} as const;

/** The threshold: one of the buckets of a histogram, or a number a value is compared with. */
export function BoundField(props: {
  item: Extract<SliMenuItem, { bound: number }>;
  buckets?: number[];
}) {
  const { item, buckets } = props;
  const { watch } = useFormContext<SloDraft>();
  const bound = watch('bound');
  const unit = item.unit === '1' ? '' : ` ${item.unit}`;
  if (item.kind === 'gauge') {
    return (
      <WizardPart
        title="When is it good?"
        why={`While ${readWords[item.reads]} is ${opWords[item.op]} this, in slices of five minutes.`}
      >
        <FieldRow>
          <DraftField name="bound" label={`Threshold${unit && ` in${unit}`}`} />
        </FieldRow>
      </WizardPart>
    );
  }
  const missing = buckets && !buckets.map(String).includes(bound);
  return (
    <WizardPart
      title="How fast is fast enough?"
      why="Only a bucket that the histogram has can be counted exactly."
    >
      {missing && (
        <Hint tone="warning">
          The histogram has no bucket of {bound}
          {unit}. Choose one of those it has, or add this one where the metric
          is made.
        </Hint>
      )}
      <FieldRow>
        {buckets ? (
          <DraftField
            select
            name="bound"
            label={`Bucket${unit && ` up to, in${unit}`}`}
          >
            {missing && (
              <MenuItem value={bound}>
                {bound}
                {unit} (no bucket)
              </MenuItem>
            )}
            {buckets.map(bucket => (
              <MenuItem key={bucket} value={String(bucket)}>
                {bucket}
                {unit}
              </MenuItem>
            ))}
          </DraftField>
        ) : (
          <DraftField
            name="bound"
            label={`Bucket${unit && ` up to, in${unit}`}`}
            hint="Its buckets are not known: write the bound as the label le says it"
          />
        )}
      </FieldRow>
    </WizardPart>
  );
}
