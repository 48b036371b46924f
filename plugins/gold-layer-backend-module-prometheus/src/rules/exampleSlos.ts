import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';

/** A query for Prometheus. */
export const query = (text: string) => ({ type: 'prometheus', query: text });

/** Requests, and those of them that failed. */
export const requests: Sli = {
  kind: 'ratio',
  counter: true,
  bad: query('requests_total{job="shop",code=~"5.."}'),
  total: query('requests_total{job="shop"}'),
};

/** An SLO of 99.9% over 28 days with the burn alerts for it. */
export function exampleSlo(changes: Partial<SloSpec> = {}): SloSpec {
  return {
    id: 'default.shop.availability',
    name: 'availability',
    title: 'Availability of the shop',
    service: 'component:default/shop',
    indicator: 'Availability',
    sli: requests,
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 13.44 },
      { severity: 'page', longMinutes: 360, shortMinutes: 30, factor: 5.6 },
      { severity: 'ticket', longMinutes: 1440, shortMinutes: 120, factor: 2.8 },
      {
        severity: 'ticket',
        longMinutes: 4320,
        shortMinutes: 360,
        factor: 0.9333333333333333,
      },
    ],
    runbook: 'https://runbooks.example/shop',
    ...changes,
  };
}
