import { series } from '../chartFixtures';
import {
  chartMarks,
  chartPoints,
  courseWords,
  seriesDays,
  shownAtBurn,
  shownForecast,
  sliFloor,
  ticksUpToOne,
} from './chartData';

const at = (hour: number) =>
  new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
const point = (hour: number, remaining?: number) => ({
  at: at(hour),
  coverage: remaining === undefined ? 0 : 1,
  remaining,
});

it('puts all lines on one axis of time, with gaps where nothing was measured', () => {
  const points = chartPoints({
    stepMinutes: 60,
    points: [point(1, 0.5), point(2), point(3, 0.4)],
    ideal: [{ at: at(3), remaining: 0.5 }],
    forecast: [{ at: at(5), remaining: 0.6 }],
    objectives: [
      { since: at(0), objective: '0.99' },
      { since: at(3), objective: '0.999' },
    ],
    marks: [],
  });

  expect(points.map(({ remaining }) => remaining)).toEqual([
    0.5,
    undefined,
    0.4,
    undefined,
  ]);
  expect(points.map(({ objective }) => objective)).toEqual([
    0.99,
    0.99,
    0.999,
    undefined,
  ]);
  expect(points[2].ideal).toBe(0.5);
  expect(points[3].forecast).toBe(0.6);
});

it('lets the line of even spending jump where a period begins anew', () => {
  const points = chartPoints({
    ...series,
    points: [point(1, 0.5), point(9, 0.5)],
    forecast: [],
    ideal: [
      { at: at(1), remaining: 0.2 },
      { at: at(5), remaining: 0 },
      { at: at(5), remaining: 1 },
      { at: at(9), remaining: 0.8 },
      { at: at(12), remaining: 0.6 },
    ],
  });

  expect(points.map(({ ideal }) => ideal)).toEqual([0.2, 0, 1, 0.8]);
});

it('shows of the forecast what says something', () => {
  const forecast = [10, 12, 20, 60].map(hour => ({
    at: at(hour),
    remaining: 0.5,
  }));
  const known = {
    ...series,
    points: [point(1, 0.5), point(10, 0.5)],
    forecast,
  };

  expect(shownForecast(known)).toHaveLength(2);
  expect(shownForecast(known, at(19))).toHaveLength(3);
});

it('follows the present burn down to where the budget is used up', () => {
  const course = (...remaining: number[]) =>
    remaining.map((left, index) => ({ at: at(10 + index), remaining: left }));
  const shown = (measured: number, ...remaining: number[]) =>
    shownAtBurn({
      ...series,
      points: [point(1, measured), point(9, 0.5)],
      atBurn: course(...remaining),
    });

  expect(shown(0.5, 0.4, 0.2, -0.2, -0.6)).toEqual([
    ...course(0.4, 0.2),
    { at: '2026-11-01T11:30:00.000Z', remaining: 0 },
  ]);
  // One that is overspent may sink further, or come back by itself.
  expect(shown(-0.3, -0.3, -0.5, -0.2)).toEqual(course(-0.3, -0.5, -0.2));
  expect(shown(-0.3, -0.3, -0.5, -0.9).at(-1)?.remaining).toBeCloseTo(-0.7);
  expect(shown(0.5, 0.4, 0.3)).toEqual(course(0.4, 0.3));
  expect(shown(0.5, -0.1, -0.3)).toEqual([]);
  expect(shownAtBurn(series)).toEqual([]);
});

it('cuts marks to the time shown, and lets an incident last until now', () => {
  const mark = (kind: 'deploy' | 'incident', from: number, to?: number) => ({
    id: `${kind} ${from}`,
    kind,
    service: 'component:default/a',
    title: 'It',
    from: at(from),
    to: to === undefined ? undefined : at(to),
  });
  const hour = (n: number) => Date.parse(at(n));
  const marks = chartMarks(
    [
      mark('incident', 1, 3),
      mark('incident', 6),
      mark('deploy', 1),
      mark('deploy', 4),
    ],
    hour(2),
    hour(9),
    hour(8),
  );

  expect(marks.map(({ id, from, to }) => [id, from, to])).toEqual([
    ['incident 1', hour(2), hour(3)],
    ['incident 6', hour(6), hour(8)],
    ['deploy 4', hour(4), hour(4)],
  ]);
});

it.each([
  [0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [-0.42, [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]],
  [-4.3, [-5, -4, -3, -2, -1, 0, 1]],
  [0.99, [0.99, 0.992, 0.994, 0.996, 0.998, 1]],
])('draws an axis from %s up to 1 at round places', (low, ticks) => {
  expect(ticksUpToOne(low)).toEqual(ticks);
});

it('lets an outage leave the chart of the SLI rather than flatten all else', () => {
  const line = (low: number) => [
    { time: 1, sli: 0.9995, objective: 0.999 },
    { time: 2, sli: low, objective: 0.999 },
  ];

  expect(sliFloor(line(0.4))).toEqual({
    floor: expect.closeTo(0.99),
    deeper: { time: 2, sli: 0.4 },
  });
  expect(sliFloor(line(0.998)).deeper).toBeUndefined();
  expect(sliFloor(line(0.998)).floor).toBeLessThan(0.998);
});

it('takes steps together by days, newest first, unknown days as unknown', () => {
  const days = seriesDays({
    ...series,
    points: [
      { ...point(1), at: '2026-11-01T09:00:00' },
      {
        at: '2026-11-02T09:00:00',
        coverage: 1,
        bad: 1,
        total: 100,
        remaining: 0.5,
      },
      {
        at: '2026-11-02T13:00:00',
        coverage: 0.5,
        bad: 2,
        total: 200,
        remaining: 0.4,
      },
    ],
    marks: [{ ...series.marks[0], from: '2026-11-02T10:00:00' }],
  });

  expect(days).toEqual([
    {
      day: '2026-11-02',
      coverage: 0.75,
      bad: 3,
      total: 300,
      sli: 0.99,
      remaining: 0.4,
      marks: [expect.objectContaining({ title: series.marks[0].title })],
    },
    { day: '2026-11-01', coverage: 0, marks: [] },
  ]);
});

it('says that nothing was measured', () => {
  expect(
    courseWords({ ...series, points: [point(1)] }, () => 'not called'),
  ).toBe('Nothing was measured in this time.');
});
