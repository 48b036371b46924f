import {
  compareObjectives,
  ninesGuide,
  objectiveOfPercent,
} from '@gold-layer/backstage-plugin-common';
import Button from '@mui/material/Button';
import { SmallTable } from '../../../ui';
import { minutesWords, objectiveWords } from '../../figures';
import { percentOf } from '../draft/itemOf';

/** Targets from loose to strict, what each is for, and what it costs. */
export function NinesTable(props: {
  /** In per cent, as typed. */
  target: string;
  onUse: (target: string) => void;
}) {
  const chosen = objectiveOfPercent(props.target);
  return (
    <SmallTable
      label="Usual targets"
      rows={ninesGuide}
      rowKey={({ objective }) => objective}
      columns={[
        {
          title: 'Target',
          heading: true,
          minWidth: 110,
          render: ({ objective }) => {
            const used =
              chosen !== undefined &&
              compareObjectives(chosen, objective) === 0;
            const words = objectiveWords(objective);
            return (
              <Button
                size="small"
                variant={used ? 'contained' : 'outlined'}
                disableElevation
                aria-pressed={used}
                aria-label={`Use ${words}`}
                onClick={() => props.onUse(percentOf(objective))}
              >
                {words}
              </Button>
            );
          },
        },
        { title: 'Usual for', minWidth: 150, render: ({ use }) => use },
        {
          title: 'Outage in 30 days',
          numeric: true,
          render: ({ downtimeMinutes }) => minutesWords(downtimeMinutes),
        },
        {
          title: 'Cost',
          numeric: true,
          render: ({ relativeCost }) =>
            `${relativeCost.toLocaleString('en-US')}×`,
        },
        {
          title: 'Takes',
          minWidth: 180,
          render: ({ recovery }) => recovery,
        },
      ]}
    />
  );
}
