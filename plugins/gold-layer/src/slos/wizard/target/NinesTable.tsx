import {
  compareObjectives,
  ninesGuide,
  objectiveOfPercent,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { SmallTable, useNarrow } from '../../../ui';
import { minutesWords, objectiveWords } from '../../figures';
import { percentOf } from '../draft/itemOf';

/** Targets from loose to strict, what each is for, and what it costs. */
export function NinesTable(props: {
  /** In per cent, as typed. */
  target: string;
  onUse: (target: string) => void;
}) {
  const chosen = objectiveOfPercent(props.target);
  const buttonFor = (objective: string) => (
    <UseButton
      objective={objective}
      used={chosen !== undefined && compareObjectives(chosen, objective) === 0}
      onUse={() => props.onUse(percentOf(objective))}
    />
  );
  if (useNarrow()) {
    return (
      <Box
        component="ul"
        aria-label="Usual targets"
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {ninesGuide.map(guide => (
          <Box
            component="li"
            key={guide.objective}
            sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}
          >
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              {buttonFor(guide.objective)} {guide.use}
            </Box>
            <Box sx={{ color: 'text.secondary' }}>
              {minutesWords(guide.downtimeMinutes)} of outage in 30 days; costs{' '}
              {costWords(guide.relativeCost)}. {guide.recovery}.
            </Box>
          </Box>
        ))}
      </Box>
    );
  }
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
          render: ({ objective }) => buttonFor(objective),
        },
        { title: 'Usual for', minWidth: 150, render: guide => guide.use },
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

function UseButton(props: {
  objective: string;
  used: boolean;
  onUse: () => void;
}) {
  const words = objectiveWords(props.objective);
  return (
    <Button
      size="small"
      variant={props.used ? 'contained' : 'outlined'}
      disableElevation
      aria-pressed={props.used}
      aria-label={`Use ${words}`}
      onClick={props.onUse}
    >
      {words}
    </Button>
  );
}

function costWords(relativeCost: number): string {
  return `${relativeCost.toLocaleString('en-US')}×`;
}
