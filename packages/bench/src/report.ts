import type { Run } from './main';

/** The lines of one run: what was measured, beside its floor and its limit. */
export function row(run: Run): string[][] {
  const head = [run.database, String(run.services)];
  const limits: Record<string, [number, number]> = {
    'one service': [1.5, 3],
  };
  return [
    ...run.reads.map(({ name, timing, floor }) => {
      const [p50Limit, p95Limit] = limits[name] ?? [2, 3];
      const p50 = timing.p50 / floor.p50;
      const p95 = timing.p95 / floor.p95;
      const kept =
        p50 <= p50Limit &&
        p95 <= p95Limit &&
        timing.p95 < 60 &&
        (name !== 'list page' || timing.bytes < 60_000);
      return [
        ...head,
        name,
        `${ms(timing.p50)} / ${ms(timing.p95)} ms`,
        `${ms(floor.p50)} / ${ms(floor.p95)} ms`,
        `${p50.toFixed(2)}× / ${p95.toFixed(2)}×`,
        `≤ ${p50Limit}× / ≤ ${p95Limit}×, < 60 ms`,
        kept ? 'kept' : 'MISSED',
        `${(timing.bytes / 1000).toFixed(0)} kB`,
      ];
    }),
    [
      ...head,
      'push one fact',
      `${ms(run.push.p50)} / ${ms(run.push.p95)} ms`,
      '',
      '',
      'p95 < 30 ms',
      run.push.p95 < 30 ? 'kept' : 'MISSED',
      '',
    ],
    [
      ...head,
      'score everything',
      `${run.full.seconds.toFixed(1)} s`,
      '',
      '',
      '< 20 s',
      run.full.seconds < 20 ? 'kept' : 'MISSED',
      `${run.full.peakMegabytes.toFixed(0)} MB`,
    ],
    [
      ...head,
      '… list page meanwhile',
      `${ms(run.full.meanwhile.p50)} / ${ms(run.full.meanwhile.p95)} ms`,
      '',
      '',
      'p95 < 50 ms, < 600 MB',
      run.full.meanwhile.p95 < 50 && run.full.peakMegabytes < 600
        ? 'kept'
        : 'MISSED',
      '',
    ],
    ...paperworkRows(run, head),
  ];
}

/** Reviews, assessments and waivers. */
function paperworkRows({ paperwork, drift }: Run, head: string[]): string[][] {
  const { again, all, one } = drift;
  return [
    ...paperwork.map(({ name, timing, floor }) => {
      const p95 = timing.p95 / floor.p95;
      return [
        ...head,
        name,
        `${ms(timing.p50)} / ${ms(timing.p95)} ms`,
        `${ms(floor.p50)} / ${ms(floor.p95)} ms`,
        `${(timing.p50 / floor.p50).toFixed(2)}× / ${p95.toFixed(2)}×`,
        'p95 ≤ 3×',
        p95 <= 3 ? 'kept' : 'MISSED',
        `${(timing.bytes / 1000).toFixed(0)} kB`,
      ];
    }),
    ...[all, again].flatMap((each, i) => [
      [
        ...head,
        i === 0 ? 'drift of all reviews' : '… nothing new',
        `${each.seconds.toFixed(1)} s`,
        '',
        '',
        '< 30 s',
        each.seconds < 30 ? 'kept' : 'MISSED',
        `${each.peakMegabytes.toFixed(0)} MB`,
      ],
      [
        ...head,
        '… list page meanwhile',
        `${ms(each.meanwhile.p50)} / ${ms(each.meanwhile.p95)} ms`,
        '',
        '',
        'p95 < 50 ms',
        each.meanwhile.p95 < 50 ? 'kept' : 'MISSED',
        `${each.drifted} drifted`,
      ],
    ]),
    [
      ...head,
      'drift after one fact',
      `${ms(one.p50)} / ${ms(one.p95)} ms`,
      '',
      '',
      'p95 < 1000 ms',
      one.p95 < 1000 ? 'kept' : 'MISSED',
      '',
    ],
  ];
}

function ms(value: number): string {
  return value.toFixed(1);
}

/** How much longer reading takes with the most services than with a thousand. */
export function flatness(runs: Run[]): string[][] {
  return runs.flatMap(({ database, services, reads }) => {
    const small = runs.find(
      it => it.database === database && it.services === 1000,
    );
    if (!small || services <= small.services) return [];
    return reads.map(({ name, timing }) => {
      const before = small.reads.find(it => it.name === name)?.timing.p50 ?? 0;
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
export function table(rows: string[][]): string {
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
    ...rows,
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
