import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import {
  BudgetBar,
  budgetWords,
  percent,
  shareWords,
  useTones,
} from '../../ui';
import { Burn } from '../cells';
import {
  eventsWords,
  forecastWords,
  minutesLeftWords,
  minutesWords,
  objectiveWords,
  sliWords,
  unitOf,
} from '../figures';
import { Explained } from './Explained';

/** The numbers that one comes for, each with how it was worked out. */
export function Tiles(props: { slo: SloDetail }) {
  const { slo } = props;
  const { numbers, workedOut } = slo;
  const tones = useTones();
  const unit = unitOf(slo.method);
  const outage = minutesLeftWords(numbers);
  const missed =
    numbers.sli !== undefined && numbers.sli < Number(slo.objective);
  return (
    <Box
      role="group"
      aria-label="Numbers of the window"
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          md: 'repeat(3, minmax(0, 1fr))',
          lg: '1.7fr 1fr 1.2fr 0.9fr 0.9fr 1.6fr',
        },
      }}
    >
      <Tile
        name="Budget left"
        wide
        note={
          <>
            {outage && (
              <div>
                <Explained
                  name="Minutes of the budget"
                  workedOut={workedOut.budgetMinutes}
                >
                  {outage}
                </Explained>
                {slo.method === 'Occurrences' && ' at full outage'}
              </div>
            )}
            {!outage && `${minutesWords(numbers.budgetMinutes)} in all`}
            {numbers.eventsLeft !== undefined && (
              <div>
                <Explained
                  name="Events of the budget"
                  workedOut={workedOut.eventsLeft}
                >
                  {numbers.eventsLeft < 0
                    ? `${eventsWords(-numbers.eventsLeft)} ${unit.many} too many`
                    : `${eventsWords(numbers.eventsLeft)} ${unit.many} may still fail`}
                </Explained>
              </div>
            )}
          </>
        }
      >
        <Explained name="Budget left" workedOut={workedOut.remaining}>
          {budgetWords(numbers.remaining)}
        </Explained>
        <Box sx={{ mt: 0.75 }}>
          <BudgetBar
            bare
            remaining={numbers.remaining}
            state={numbers.budget}
          />
        </Box>
      </Tile>
      <Tile name="SLI" note={`Objective ${objectiveWords(slo.objective)}`}>
        <Box
          component="span"
          sx={{ color: missed ? tones.bad.text : undefined }}
        >
          <Explained name="SLI" workedOut={workedOut.sli}>
            {sliWords(numbers.sli, slo.objective)}
          </Explained>
        </Box>
      </Tile>
      <Tile name="Burn, last hour" note={<SixHours slo={slo} />}>
        <Explained name="Burn over 1 h" workedOut={workedOut['burn.1h']}>
          <Burn burn={numbers.burn['1h']} />
        </Explained>
      </Tile>
      <Tile name="Used in 7 days" note="of the budget">
        <Explained name="Used in 7 days" workedOut={workedOut.usedThisWeek}>
          {shareWords(numbers.usedThisWeek)}
        </Explained>
      </Tile>
      <Tile name="Measured" note="of the window so far">
        <Explained name="Measured" workedOut={workedOut.coverage}>
          {percent(numbers.coverage)}
        </Explained>
      </Tile>
      <Tile name="Forecast" sentence wide>
        <Explained
          name="Forecast"
          workedOut={workedOut.thawsAt ?? workedOut.exhaustedAt}
        >
          {forecastWords(numbers) ?? 'Nothing can be foretold.'}
        </Explained>
      </Tile>
    </Box>
  );
}

function SixHours(props: { slo: SloDetail }) {
  const { numbers, workedOut } = props.slo;
  return (
    <>
      <Explained name="Burn over 6 h" workedOut={workedOut['burn.6h']}>
        <Burn burn={numbers.burn['6h']} />
      </Explained>{' '}
      in six hours; 1× spends it evenly
    </>
  );
}

function Tile(props: {
  name: string;
  /** Words instead of a number. */
  sentence?: boolean;
  /** Takes a whole row where there are two beside each other. */
  wide?: boolean;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper
      variant="outlined"
      sx={{
        p: 1.5,
        borderRadius: '10px',
        minWidth: 0,
        gridColumn: props.wide ? { xs: 'span 2', md: 'auto' } : undefined,
      }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {props.name}
      </Box>
      <Box
        sx={
          props.sentence
            ? { fontSize: '0.9375rem', fontWeight: 600, mt: 0.25 }
            : {
                fontSize: '1.375rem',
                fontWeight: 700,
                lineHeight: 1.3,
                fontVariantNumeric: 'tabular-nums',
              }
        }
      >
        {props.children}
      </Box>
      {props.note && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 0.5 }}>
          {props.note}
        </Box>
      )}
    </Paper>
  );
}
