import type { Sli, SloSpec } from '../../spec';

/** A query for Prometheus. */
export const query = (text: string) => ({ type: 'prometheus', query: text });

/** Events of two counters, of which the first counts bad ones. */
export const badOf = (bad: string, total: string): Sli => ({
  kind: 'ratio',
  counter: true,
  bad: query(bad),
  total: query(total),
});

/** An SLO of 99.9% over 28 days with one alert. */
export function anSlo(changes: Partial<SloSpec> = {}): SloSpec {
  return {
    id: 'default.shop.availability',
    name: 'availability',
    title: 'Availability',
    service: 'component:default/shop',
    indicator: 'Availability',
    sli: badOf('requests_total{code="500"}', 'requests_total'),
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 13.44 },
    ],
    ...changes,
  };
}
