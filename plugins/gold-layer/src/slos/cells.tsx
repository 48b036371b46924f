import { Link } from '@backstage/core-components';
import type { SloRow } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import {
  BudgetBar,
  EntityLink,
  Sparkline,
  TierLabel,
  useLinks,
  useTones,
} from '../ui';
import {
  burnWords,
  objectiveWords,
  outlookWords,
  sparklineWords,
  windowWords,
} from './figures';
import { FiringPill, FrozenPill, SloStatePill } from './SloPills';
import { budgetStateWords } from './words';

/** Links that stand beneath each other are large enough for a finger each. */
export const roomyLinks = {
  '& a': { display: 'inline-block', lineHeight: 1.4, py: '3px' },
};

/** Smaller words beneath or beside larger ones. */
export function Quiet(props: { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
    >
      {props.children}
    </Box>
  );
}

/** What is promised, and which service promises it. */
export function TitleCell(props: { row: SloRow }) {
  const { row } = props;
  const links = useLinks();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 600, ...roomyLinks }}>
        <Link to={links.slo(row.id)}>{row.title}</Link>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          alignItems: 'center',
          fontSize: '0.8125rem',
          ...roomyLinks,
        }}
      >
        <EntityLink
          entityRef={row.service}
          title={row.serviceTitle}
          tab="gold-layer"
        />
        <TierLabel tier={row.tier} />
      </Box>
    </Box>
  );
}

/** What is promised within which time. */
export function ObjectiveCell(props: { row: SloRow }) {
  const { objective, window } = props.row;
  return (
    <div>
      <div>{objectiveWords(objective)}</div>
      <span title={windowWords(window)}>
        <Quiet>
          {window.kind === 'calendar'
            ? `calendar ${window.unit}`
            : windowWords(window)}
        </Quiet>
      </span>
    </div>
  );
}

/** How it stands, whether it is frozen, whether it burns so fast that somebody should know. */
export function StateCell(props: { row: SloRow }) {
  const { numbers, firing, rules } = props.row;
  return (
    <Box
      title={numbers.diagnosis}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}
    >
      <SloStatePill state={numbers.state} />
      <FrozenPill frozen={numbers.frozen} />
      <FiringPill firing={firing} rules={rules} />
    </Box>
  );
}

/** What is left, and where that is by the policy. */
export function BudgetCell(props: { row: SloRow }) {
  const { remaining, budget } = props.row.numbers;
  return (
    <Box sx={{ flexGrow: 1, minWidth: 0 }}>
      <BudgetBar remaining={remaining} state={budget} />
      {remaining !== undefined && (
        <Quiet>
          Policy: {budgetStateWords[budget].toLocaleLowerCase('en-US')}
        </Quiet>
      )}
    </Box>
  );
}

/** What is to come, or why nothing can be said; cut where it is long. */
export function OutlookCell(props: { row: SloRow }) {
  const words = outlookWords(props.row.numbers);
  return (
    <Box
      component="span"
      title={words}
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: '4',
        overflow: 'hidden',
        overflowWrap: 'anywhere',
        fontSize: '0.8125rem',
      }}
    >
      {words}
    </Box>
  );
}

/** Burn, in words that shout where more is spent than the budget allows. */
export function Burn(props: { burn?: number }) {
  const tones = useTones();
  const { burn } = props;
  if (burn === undefined) return <Quiet>Unknown</Quiet>;
  return (
    <Box
      component="span"
      sx={{
        fontVariantNumeric: 'tabular-nums',
        ...(burn > 1 && { fontWeight: 700, color: tones.bad.text }),
      }}
    >
      {burnWords(burn)}
    </Box>
  );
}

/** The budget of 28 days; gaps where nothing was measured. */
export function BudgetLine(props: { row: SloRow; width?: number }) {
  const words = sparklineWords(props.row.sparkline);
  const known = props.row.sparkline.filter(day => day !== null);
  if (known.length < 2) return <Quiet>Not measured</Quiet>;
  return (
    <Sparkline
      zero
      values={props.row.sparkline}
      label={words}
      width={props.width ?? 110}
      height={30}
      color="text.primary"
    />
  );
}
