import { exampleSlo } from './exampleSlos';
import { describeWithPromtool, play } from './promtool';
import { after, counter, failed, traffic, worked } from './stories';

const happy = /SUCCESS/;

// Tickets look back for days; stories that are about pages need not tell those.
const pages = exampleSlo().alerts.filter(it => it.severity === 'page');

describeWithPromtool('burn alerts', () => {
  it('page within minutes of an outage, the fastest pair first', () => {
    expect(
      play({
        slo: exampleSlo({ alerts: pages }),
        series: traffic([{ minutes: 60, failing: 50 }]),
        alerts: [
          { at: after(0), firing: [] },
          { at: after(5), firing: ['1h'] },
          { at: after(15), firing: ['1h', '6h'] },
        ],
      }),
    ).toMatch(happy);
  });

  it('write a ticket, and page nobody, for a slow burn', () => {
    expect(
      play({
        slo: exampleSlo(),
        series: {
          [worked]: counter([{ minutes: 720, perMinute: 99.85 }]),
          [failed]: counter([{ minutes: 720, perMinute: 0.15 }]),
        },
        alerts: [
          { at: '360m', firing: ['3d'] },
          { at: '720m', firing: ['3d'] },
        ],
      }),
    ).toMatch(happy);
  });

  it.each([
    ['a fifth failing under 99.9%', '0.999', 20],
    ['everything failing under 99%', '0.99', 100],
  ])(
    'stay silent in a blip of three minutes: %s',
    (_title, objective, failing) => {
      expect(
        play({
          slo: exampleSlo({ objective, alerts: pages }),
          series: traffic([
            { minutes: 3, failing },
            { minutes: 60, failing: 0 },
          ]),
          alerts: [2, 3, 4, 5, 6, 8, 10, 30].map(minutes => ({
            at: after(minutes),
            firing: [],
          })),
        }),
      ).toMatch(happy);
    },
  );

  it('resolve within minutes of the recovery, while the long window still burns', () => {
    expect(
      play({
        slo: exampleSlo({ alerts: pages }),
        series: traffic([
          { minutes: 4, failing: 45 },
          { minutes: 60, failing: 0 },
        ]),
        alerts: [
          { at: after(4), firing: ['1h'] },
          { at: after(10), firing: [] },
        ],
        values: [
          {
            at: after(10),
            expr: 'gold_layer:sli_error:ratio1h > bool 0.01344',
            value: 1,
          },
        ],
      }),
    ).toMatch(happy);
  });

  it('end when traffic does, as nobody is hurt any more', () => {
    const hour = { minutes: 60, perMinute: 0 };
    expect(
      play({
        slo: exampleSlo(),
        series: {
          [worked]: counter([{ minutes: 60, perMinute: 50 }, hour]),
          [failed]: counter([{ minutes: 60, perMinute: 50 }, hour]),
        },
        alerts: [
          { at: '60m', firing: ['1h', '6h', '1d', '3d'] },
          { at: '66m', firing: ['6h', '1d', '3d'] },
        ],
      }),
    ).toMatch(happy);
  });

  it('do not fire at a burn of exactly the factor', () => {
    const alerts = [
      { severity: 'ticket', longMinutes: 60, shortMinutes: 5, factor: 1 },
    ] as const;
    const burning = (failing: number) => ({
      [worked]: counter([{ minutes: 120, perMinute: 100 - failing }]),
      [failed]: counter([{ minutes: 120, perMinute: failing }]),
    });
    const slo = exampleSlo({ objective: '0.9', alerts: [...alerts] });
    const at = '120m';
    expect(
      play({ slo, series: burning(10), alerts: [{ at, firing: [] }] }),
    ).toMatch(happy);
    expect(
      play({ slo, series: burning(10.01), alerts: [{ at, firing: ['1h'] }] }),
    ).toMatch(happy);
  });

  describe('with little traffic', () => {
    // One request in ten minutes; one fails in the fifth hour.
    const requests = (perMinute: number) => ({
      [worked]: counter([{ minutes: 360, perMinute }]),
      [failed]: counter([
        { minutes: 300, perMinute: 0 },
        { minutes: 1, perMinute: 1 },
        { minutes: 59, perMinute: 0 },
      ]),
    });

    it('would page for a single failure', () => {
      expect(
        play({
          slo: exampleSlo(),
          series: requests(0.1),
          alerts: [{ at: '304m', firing: ['1h', '6h', '1d', '3d'] }],
        }),
      ).toMatch(happy);
    });

    it('are silent below the minimum of events', () => {
      expect(
        play({
          slo: exampleSlo({ minimumEvents: 100 }),
          series: requests(0.1),
          alerts: [{ at: '304m', firing: [] }],
        }),
      ).toMatch(happy);
    });

    it('fire again where there are enough events', () => {
      const outage = (perMinute: number) =>
        counter([
          { minutes: 60, perMinute: 0 },
          { minutes: 60, perMinute },
        ]);
      expect(
        play({
          slo: exampleSlo({ minimumEvents: 100 }),
          series: { [worked]: outage(1), [failed]: outage(1) },
          alerts: [
            { at: '105m', firing: [] },
            { at: '115m', firing: ['1h', '6h', '1d', '3d'] },
          ],
        }),
      ).toMatch(happy);
    });
  });
});
