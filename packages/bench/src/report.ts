import type { Run } from './main';
import type { ScorecardsRun } from './runScorecards';
import { ReadResult, restrictedReader } from './scenarios';
import type { SlosRun } from './slos/runSlos';

/** The lines of one run: what was measured, beside its floor and its limit. */
export function rows(run: Run): string[][] {
  return [
    ...(run.scorecards ? scorecardRows(run.scorecards) : []),
    ...(run.scorecards ? paperworkRows(run.scorecards) : []),
    ...(run.slos ? sloRows(run.slos) : []),
  ].map(cells => [run.database, String(run.services), ...cells]);
}

function scorecardRows({
  full,
  push,
  reads,
  restricted,
}: ScorecardsRun): string[][] {
  const limits: Record<string, [number, number]> = {
    'one service': [1.5, 3],
  };
  return [
    ...[...reads, ...restricted].map(read => {
      const { timing } = read;
      const name = read.name.replace(restrictedReader, '');
      const [p50Limit, p95Limit] = limits[name] ?? [2, 3];
      const { p50, p95 } = ratios(read);
      const kept =
        p50 <= p50Limit &&
        p95 <= p95Limit &&
        timing.p95 < 60 &&
        (name !== 'list page' || timing.bytes < 60_000);
      return besideFloorCells(read, {
        limit: `≤ ${p50Limit}× / ≤ ${p95Limit}×, < 60 ms`,
        kept,
      });
    }),
    plainCells('push one fact', both(push), {
      limit: 'p95 < 30 ms',
      kept: push.p95 < 30,
    }),
    plainCells('score everything', seconds(full.seconds), {
      limit: '< 20 s',
      kept: full.seconds < 20,
      size: megabytes(full.peakMegabytes),
    }),
    plainCells('… list page meanwhile', both(full.meanwhile), {
      limit: 'p95 < 50 ms, < 600 MB',
      kept: full.meanwhile.p95 < 50 && full.peakMegabytes < 600,
    }),
  ];
}

/** Reviews, assessments and waivers. */
function paperworkRows({ paperwork, drift }: ScorecardsRun): string[][] {
  const { again, all, one } = drift;
  return [
    ...paperwork.map(withinThrice),
    ...[all, again].flatMap((each, i) => [
      plainCells(
        i === 0 ? 'drift of all reviews' : '… nothing new',
        seconds(each.seconds),
        {
          limit: '< 30 s',
          kept: each.seconds < 30,
          size: megabytes(each.peakMegabytes),
        },
      ),
      plainCells('… list page meanwhile', both(each.meanwhile), {
        limit: 'p95 < 50 ms',
        kept: each.meanwhile.p95 < 50,
        size: `${each.drifted} drifted`,
      }),
    ]),
    plainCells('drift after one fact', both(one), {
      limit: 'p95 < 1000 ms',
      kept: one.p95 < 1000,
    }),
  ];
}

/** Evaluations of all SLOs, what people read of them, and what they take on the disk. */
function sloRows({ evaluations, first, reads, storage }: SlosRun): string[][] {
  return [
    ...reads.map(withinThrice),
    plainCells('first evaluation of SLOs', seconds(first.seconds), {
      size: `${megabytes(first.peakMegabytes)}, ${seconds(first.cpuSeconds)} of CPU`,
    }),
    ...evaluations.flatMap(each => [
      plainCells('evaluation of all SLOs', seconds(each.seconds), {
        limit: '< 20 s, < 600 MB',
        kept: each.seconds < 20 && each.peakMegabytes < 600,
        size: `${megabytes(each.peakMegabytes)}, ${seconds(each.cpuSeconds)} of CPU`,
      }),
      plainCells('… queries to Prometheus', String(each.queries), {
        limit: '≤ 20',
        kept: each.queries <= 20,
        size: `${each.slos} SLOs`,
      }),
      plainCells('… list of SLOs meanwhile', both(each.meanwhile), {
        limit: 'p95 < 50 ms',
        kept: each.meanwhile.p95 < 50,
      }),
    ]),
    plainCells(
      'storage per SLO-year',
      `${(storage.bytesOfYear / 1000).toFixed(0)} kB`,
      { size: `${storage.bytesPerRow.toFixed(0)} bytes a row` },
    ),
  ];
}

function withinThrice(read: ReadResult): string[] {
  const kept = ratios(read).p95 <= 3;
  return besideFloorCells(read, { limit: 'p95 ≤ 3×', kept });
}

interface Verdict {
  limit?: string;
  kept?: boolean;
  size?: string;
}

function besideFloorCells(read: ReadResult, verdict: Verdict): string[] {
  const { p50, p95 } = ratios(read);
  const { floor, name, timing } = read;
  return [
    name,
    both(timing),
    both(floor),
    `${p50.toFixed(2)}× / ${p95.toFixed(2)}×`,
    ...judged({ ...verdict, size: `${(timing.bytes / 1000).toFixed(0)} kB` }),
  ];
}

/** What has no floor. */
function plainCells(
  name: string,
  found: string,
  verdict: Verdict = {},
): string[] {
  return [name, found, '', '', ...judged(verdict)];
}

function judged({ kept, limit = '', size = '' }: Verdict): string[] {
  const words = { true: 'kept', false: 'MISSED' };
  return [limit, kept === undefined ? '' : words[`${kept}`], size];
}

function ratios({ floor, timing }: ReadResult) {
  return { p50: timing.p50 / floor.p50, p95: timing.p95 / floor.p95 };
}

function both({ p50, p95 }: { p50: number; p95: number }): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}

/** How much longer reading takes with the most services than with a thousand. */
export function flatness(runs: Run[]): string[][] {
  return runs.flatMap(run => {
    const { database, services } = run;
    const small = runs.find(
      it => it.database === database && it.services === 1000,
    );
    if (!small || services <= small.services) return [];
    return (run.scorecards?.reads ?? []).map(({ name, timing }) => {
      const before =
        small.scorecards?.reads.find(it => it.name === name)?.timing.p50 ?? 0;
      const growth = timing.p50 / before;
      return [
        database,
        `1000 → ${services}`,
        name,
        `${before.toFixed(1)} → ${timing.p50.toFixed(1)} ms`,
        '',
        `${growth.toFixed(2)}×`,
        '≤ 1.5×',
        growth <= 1.5 ? 'kept' : 'MISSED',
        '',
      ];
    });
  });
}

/** Rows as a table with columns of even width. */
export function table(lines: string[][]): string {
  const all = [
    [
      'database',
      'services',
      'what',
      'p50 / p95',
      'floor',
      'ratio',
      'limit',
      '',
      'size',
    ],
    ...lines,
  ];
  const widths = all[0].map((_, i) => Math.max(...all.map(r => r[i].length)));
  return all
    .map(r =>
      r
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
