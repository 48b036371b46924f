import type { SloRow } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { CardList, percent } from '../../ui';
import { BudgetCell, BudgetLine, Burn, StateCell, TitleCell } from '../cells';
import {
  objectiveWords,
  outlookWords,
  sliWords,
  windowWords,
} from '../figures';

/** The list where a table would not fit. */
export function SloCards(props: { rows: SloRow[] }) {
  return (
    <CardList label="SLOs" rows={props.rows} rowKey={({ id }) => id}>
      {row => <SloCard row={row} />}
    </CardList>
  );
}

/** One SLO in a few lines. */
export function SloCard(props: { row: SloRow }) {
  const { row } = props;
  const { numbers } = row;
  return (
    <>
      <TitleCell row={row} />
      <Box sx={{ my: 1 }}>
        <StateCell row={row} />
      </Box>
      <BudgetCell row={row} />
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto 1fr auto 1fr',
          columnGap: 1,
          rowGap: 0.25,
          m: 0,
          mt: 1,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, fontVariantNumeric: 'tabular-nums' },
        }}
      >
        <Pair name="SLI">{sliWords(numbers.sli, row.objective)}</Pair>
        <Pair name="Target">{objectiveWords(row.objective)}</Pair>
        {numbers.sli !== undefined && (
          <>
            <Pair name="Burn 1h">
              <Burn burn={numbers.burn['1h']} />
            </Pair>
            <Pair name="6h">
              <Burn burn={numbers.burn['6h']} />
            </Pair>
          </>
        )}
        <Pair name="Measured">{percent(numbers.coverage)}</Pair>
        <Pair name="Of">{windowWords(row.window)}</Pair>
      </Box>
      <Box sx={{ mt: 1 }}>{outlookWords(numbers)}</Box>
      <Box sx={{ mt: 0.5 }}>
        <BudgetLine row={row} width={200} />
      </Box>
    </>
  );
}

function Pair(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
