import MenuItem from '@mui/material/MenuItem';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

/** Where the queries go, where there is more than one place. */
export function SourceField() {
  const { watch } = useFormContext<SloDraft>();
  const [service, chosen] = watch(['service', 'source']);
  const { data } = useGoldLayer(
    'getTargetGuide',
    { service },
    { enabled: service !== '' },
  );
  const sources = data?.sources ?? [];
  const isKnown = chosen === '' || sources.includes(chosen);
  if (sources.length < 2 && isKnown) return null;
  const [first, ...others] = sources;
  return (
    <WizardPart
      title="Which data source?"
      why="All queries of an SLO go to one place."
    >
      <FieldRow>
        <DraftField
          select
          name="source"
          label="Data source"
          SelectProps={{ displayEmpty: true }}
          InputLabelProps={{ shrink: true }}
        >
          <MenuItem value="">{first} (default)</MenuItem>
          {others.map(name => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
          {!isKnown && <MenuItem value={chosen}>{chosen}</MenuItem>}
        </DraftField>
      </FieldRow>
    </WizardPart>
  );
}
