import MenuItem from '@mui/material/MenuItem';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

/**
 * Where the queries go, where there is more than one place. Who may not ask them
 * is not told their names, and sees a choice only where one was made before.
 */
export function SourceField() {
  const { watch } = useFormContext<SloDraft>();
  const [service, chosen] = watch(['service', 'source']);
  const { data, isLoading } = useGoldLayer(
    'getTargetGuide',
    { service },
    { enabled: service !== '' },
  );
  const sources = data?.sources ?? [];
  const [first, ...others] = sources;
  const isNamed = chosen !== '' && !others.includes(chosen);
  if (isLoading) return null;
  if (others.length === 0 && (!isNamed || chosen === first)) return null;
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
          <MenuItem value="">
            {first ? `${first} (default)` : 'The default one'}
          </MenuItem>
          {others.map(name => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
          {isNamed && <MenuItem value={chosen}>{chosen}</MenuItem>}
        </DraftField>
      </FieldRow>
    </WizardPart>
  );
}
