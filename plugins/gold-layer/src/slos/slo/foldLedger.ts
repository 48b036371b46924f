import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import { count } from '../../ui';
import { wholePercents } from '../figures';

type Entry = RouteOutput<'getSloLedger'>['entries'][number];

/** One line of the ledger with its whole per cent. */
export interface LedgerRow {
  entry: Entry;
  percent: number;
}

/** A ledger as it is shown. */
export interface FoldedLedger {
  rows: LedgerRow[];
  /** Entries too small to be read one by one, as one line. */
  small?: { entries: Entry[]; percent: number; title: string };
}

/**
 * Folds what ate less than one per cent of the bad events into one line, so
 * that twenty harmless deploys do not hide what did harm. Incidents and what
 * needs a postmortem always stand alone. Whole per cents sum to 100 as before.
 */
export function foldLedger(entries: Entry[]): FoldedLedger {
  const small = entries.filter(isSmall);
  // One line in the place of another would hide something and shorten nothing.
  const folded = small.length > 1 ? small : [];
  const alone = entries.filter(entry => !folded.includes(entry));
  const shares = alone.map(({ share }) => share);
  const rest = folded.reduce((sum, { share }) => sum + share, 0);
  const percents = wholePercents(
    folded.length > 0 ? [...shares, rest] : shares,
  );
  return {
    rows: alone.map((entry, index) => ({ entry, percent: percents[index] })),
    ...(folded.length > 0 && {
      small: {
        entries: folded,
        percent: percents[alone.length],
        title: `${namesOf(folded)}, less than 1% each`,
      },
    }),
  };
}

function isSmall({ kind, postmortemDue, share }: Entry): boolean {
  const foldable = kind === 'deploy' || kind === 'exclusion';
  return foldable && !postmortemDue && share < 0.01;
}

function namesOf(entries: Entry[]): string {
  const deploys = entries.filter(({ kind }) => kind === 'deploy').length;
  const planned = entries.length - deploys;
  return [
    ...(deploys > 0 ? [count(deploys, 'deploy')] : []),
    ...(planned > 0 ? [count(planned, 'planned time')] : []),
  ].join(' and ');
}
