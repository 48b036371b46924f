import { budgetOf, objectiveInWords } from './objective';
import type { SloNumbers, WorkedOut } from './slo';
import type { SloWindow } from './spec';
import { BurnWindow, burnWindowNames } from './state';
import { nominalWindowMinutes, windowInWords, windowMinutes } from './window';
import { grouped, minutesInWords, percent } from './words';

/** What numbers were worked out from. */
export interface WorkedOutBasis {
  objective: string;
  window: SloWindow;
  now: Date;
  /** Bad and total of the burn windows, where they are at hand. */
  counts?: Partial<Record<BurnWindow, { bad: number; total: number }>>;
  /** Bad events of the last seven days. */
  badThisWeek?: number;
  /** Minutes of slices are counted instead of events. */
  slices?: boolean;
}

/**
 * How each number of an SLO came about: the formula in words, and with its
 * figures. Keyed by the number's name, burn by `burn.1h` and so on; numbers that
 * were not measured are left out.
 */
export function workedOut(
  numbers: SloNumbers,
  basis: WorkedOutBasis,
): Record<string, WorkedOut> {
  return Object.fromEntries(
    [
      ...ofWindow(numbers, basis),
      ...ofBurn(numbers, basis),
      ...ofTime(numbers, basis),
    ].map(([name, formula, figures]) => [name, { formula, figures }]),
  );
}

type Line = [name: string, formula: string, figures: string];

function ofWindow(numbers: SloNumbers, basis: WorkedOutBasis): Line[] {
  const { bad, total, sli, remaining, eventsLeft } = numbers;
  const budget = budgetOf(basis.objective);
  const lines: Line[] = [];
  if (bad === undefined || total === undefined) return lines;
  const things = basis.slices ? 'slices' : 'events';
  if (sli !== undefined) {
    lines.push([
      'sli',
      `SLI = 1 − bad ${things} ÷ all ${things} of the window (${windowInWords(basis.window)})`,
      `1 − ${grouped(bad)} ÷ ${grouped(total)} = ${percent(sli, 4)}`,
    ]);
  }
  if (remaining !== undefined) {
    lines.push([
      'remaining',
      'remaining = 1 − bad ÷ total ÷ (1 − objective)',
      `1 − ${grouped(bad)} ÷ ${grouped(total)} ÷ ${grouped(budget, 10)} = ${percent(remaining)}`,
    ]);
  }
  if (eventsLeft !== undefined) {
    lines.push([
      'eventsLeft',
      'events left = total × (1 − objective) − bad, rounded down',
      `${grouped(total)} × ${grouped(budget, 10)} − ${grouped(bad)} = ${grouped(eventsLeft)}`,
    ]);
  }
  return lines;
}

function ofBurn(numbers: SloNumbers, basis: WorkedOutBasis): Line[] {
  const budget = budgetOf(basis.objective);
  return burnWindowNames.flatMap((name): Line[] => {
    const burn = numbers.burn[name];
    if (burn === undefined) return [];
    const counts = basis.counts?.[name];
    const ratio = counts
      ? `${grouped(counts.bad)} ÷ ${grouped(counts.total)}`
      : percent(burn * budget, 4);
    return [
      [
        `burn.${name}`,
        `burn = error ratio of the last ${name} ÷ (1 − objective)`,
        `${ratio} ÷ ${grouped(budget, 10)} = ${grouped(burn)}`,
      ],
    ];
  });
}

function ofTime(numbers: SloNumbers, basis: WorkedOutBasis): Line[] {
  const { objective, window, now, badThisWeek } = basis;
  const minutes = windowMinutes(window, now);
  const budget = budgetOf(objective);
  const { coverage, total, usedThisWeek, forecast, remaining } = numbers;
  const lines: Line[] = [
    [
      'budgetMinutes',
      'budget = (1 − objective) × minutes of the window, as if all failed at once',
      `${grouped(budget, 10)} × ${grouped(minutes)} = ${grouped(numbers.budgetMinutes, 4)} minutes, for ${objectiveInWords(objective)}`,
    ],
    [
      'coverage',
      'coverage = measured time ÷ time of the window that has passed, excluded time left out',
      percent(coverage, 1),
    ],
  ];
  if (usedThisWeek !== undefined) {
    lines.push([
      'usedThisWeek',
      'used this week = bad of the last 7 days ÷ (total of the window × (1 − objective))',
      badThisWeek !== undefined && total !== undefined
        ? `${grouped(badThisWeek)} ÷ (${grouped(total)} × ${grouped(budget, 10)}) = ${percent(usedThisWeek)}`
        : percent(usedThisWeek),
    ]);
  }
  const burn = numbers.burn['6h'] ?? numbers.burn['1h'];
  if (forecast.exhaustedAt && remaining !== undefined && burn) {
    lines.push([
      'exhaustedAt',
      'time to exhaustion = remaining × window ÷ burn, less what leaves the window until then',
      `${percent(remaining)} × ${minutesInWords(nominalWindowMinutes(window))} ÷ ${grouped(burn)} ≈ ${minutesInWords((remaining * minutes) / burn)}, worked out hour by hour: ${forecast.exhaustedAt}`,
    ]);
  }
  if (forecast.thawsAt) {
    lines.push([
      'thawsAt',
      'the first full hour at which enough is left, if nothing bad happens from now on and old events leave the window',
      forecast.thawsAt,
    ]);
  }
  return lines;
}
