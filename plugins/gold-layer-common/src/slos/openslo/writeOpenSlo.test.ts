import { defaultBurnAlerts } from '../alerts';
import type { Sli, SloSpec, SloWindow } from '../spec';
import { readSloDocuments } from './readSloDocuments';
import { writeOpenSlo, writeOpenSlos } from './writeOpenSlo';

const query = (text: string) => ({ type: 'prometheus', query: text });

const slis: Sli[] = [
  {
    kind: 'ratio',
    counter: true,
    bad: {
      ...query('http_requests_total{code=~"5..", path="/a\\"b"}'),
      source: 'main',
    },
    total: { ...query('http_requests_total'), source: 'main' },
  },
  {
    kind: 'ratio',
    counter: true,
    good: query(
      'sum(\n  # comment: with a colon\n  rate(a_total[{{.window}}])\n)',
    ),
    total: query('sum(rate(b_total[{{.window}}]))'),
  },
  { kind: 'ratio', counter: false, good: query('up'), total: query('seen') },
  { kind: 'raw', raw: query('job:errors:ratio'), rawType: 'failure' },
  { kind: 'pushed' },
  { kind: 'pushed', every: 'PT1H' },
];
const threshold: Sli = {
  kind: 'threshold',
  metric: query("time() - last_run{job='x'}"),
  op: 'lte',
  value: 3600.5,
};
const windows: SloWindow[] = [
  { kind: 'rolling', days: 28 },
  { kind: 'rolling', days: 7 },
  ...(['week', 'month', 'quarter', 'year'] as const).map(
    unit =>
      ({
        kind: 'calendar',
        unit,
        startTime: '2026-01-05T06:30:00',
        timeZone: 'America/New_York',
      }) as const,
  ),
];
const methods: Pick<
  SloSpec,
  'method' | 'timeSliceTarget' | 'timeSliceMinutes'
>[] = [
  { method: 'Occurrences' },
  { method: 'Timeslices', timeSliceTarget: 0.95, timeSliceMinutes: 5 },
  { method: 'RatioTimeslices', timeSliceMinutes: 1 },
];
const extras: Partial<SloSpec>[] = [
  {},
  {
    id: 'shop.check_out.v2.fast',
    service: 'component:shop/check_out.v2',
    title: 'yes: "quoted" # not a comment',
    description: 'Two\nlines, and a tail: ',
    objective: '0.9999999999',
    alerts: [],
    labels: { team: 'a', 'cost-centre': '007', on: 'true' },
  },
  {
    objective: '0.99',
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 14.4 },
      { severity: 'ticket', longMinutes: 90, shortMinutes: 8, factor: 2.5 },
    ],
    policy: 'strict',
    minimumEvents: 0.5,
    minimumCoverage: 1,
    contributors: ['route', 'code'],
    runbook: 'https://runbooks.example.com/a?b=c#d',
    portalUrl: 'https://portal.example.com',
    reviewEvery: 'P3M',
    reviewedOn: '2026-02-01',
    stakeholders: ['group:default/shop', 'user:default/ada'],
    weight: 2.5,
  },
];

function spec(parts: Partial<SloSpec>): SloSpec {
  const window = parts.window ?? windows[0];
  return {
    id: 'default.checkout.fast',
    name: 'fast',
    title: 'fast',
    service: 'component:default/checkout',
    indicator: 'Availability',
    sli: slis[0],
    method: 'Occurrences',
    objective: '0.9995',
    window,
    alerts: defaultBurnAlerts(window),
    ...parts,
  };
}

const table = [
  ...slis.flatMap(sli =>
    windows.flatMap(window =>
      methods.flatMap(method =>
        extras.map(extra => spec({ sli, window, ...method, ...extra })),
      ),
    ),
  ),
  ...windows.map(window => spec({ sli: threshold, window })),
  spec({ sli: threshold, method: 'Timeslices', timeSliceMinutes: 1 }),
];

describe('writeOpenSlo', () => {
  it('writes what reads as the same', () => {
    expect(table).toHaveLength(331);
    for (const slo of table) {
      const text = writeOpenSlo(slo);
      const { slos, problems } = readSloDocuments(text);
      expect(problems.filter(it => it.severity === 'error')).toEqual([]);
      expect(slos).toEqual([slo]);
      expect(writeOpenSlo(slos[0])).toBe(text);
    }
  });

  it('writes several into one file', () => {
    const two = [
      spec({}),
      spec({ id: 'default.checkout.b', name: 'b', title: 'b' }),
    ];
    expect(readSloDocuments(writeOpenSlos(two)).slos).toEqual(two);
  });
});
