import type { RouteOutput, SloMark } from '@gold-layer/backstage-plugin-common';
import { ago, exhausted } from './fixtures';

const incident: SloMark = {
  id: 'inc-31',
  kind: 'incident',
  service: exhausted.service,
  from: ago(3, 6),
  to: ago(3, 1),
  title: 'Rates answered too late',
  url: 'https://incidents.example.com/31',
};
const deploy: SloMark = {
  id: 'v2.14',
  kind: 'deploy',
  service: exhausted.service,
  from: ago(1, 6),
  title: 'Release 2.14',
};
const maintenance: SloMark = {
  id: 'ex-1',
  kind: 'exclusion',
  service: exhausted.service,
  from: ago(16, 4),
  to: ago(16),
  title: 'Database upgrade',
};

function sliOf(on: { outage: boolean; release: boolean; step: number }) {
  if (on.outage) return 0.962;
  return on.release ? 0.9921 : 0.9996 - Math.abs(Math.sin(on.step)) / 4000;
}

const points = Array.from({ length: 168 }, (_, step) => {
  const days = 28 - (step * 4) / 24;
  const gap = days < 19.2 && days > 16.9;
  const outage = days < 3.3 && days > 3;
  const release = days < 1.3;
  const left =
    0.82 -
    (28 - days) * 0.012 -
    (days <= 3.3 ? 0.42 : 0) -
    (days < 1.3 ? 0.28 * (1.3 - days) + 0.13 : 0);
  return {
    at: ago(days),
    coverage: gap ? 0 : 1,
    ...(!gap && {
      bad: outage ? 210 : 4,
      total: 8700,
      sli: sliOf({ outage, release, step }),
      remaining: left,
    }),
  };
});

/** 28 days with a gap, an outage and a bad release. */
export const series: RouteOutput<'getSloSeries'> = {
  stepMinutes: 240,
  points,
  ideal: [
    { at: ago(28), remaining: 0 },
    { at: ago(0), remaining: 0 },
  ],
  forecast: [
    { at: ago(0), remaining: -0.42 },
    { at: ago(-2), remaining: -0.3 },
    { at: ago(-4), remaining: 0.12 },
  ],
  objectives: [
    { since: ago(60), objective: '0.995' },
    { since: ago(12), objective: '0.999' },
  ],
  marks: [maintenance, incident, deploy],
};

export const ledger: RouteOutput<'getSloLedger'> = {
  bad: 2089,
  method:
    'Bad events belong to the incident during which they happened, or else to the deploy within the hour before.',
  entries: [
    {
      kind: 'incident',
      title: 'Rates answered too late',
      mark: incident,
      bad: 1044,
      share: 0.49976,
      ofBudget: 0.7096,
      minutes: 28.6,
      postmortemDue: true,
    },
    {
      kind: 'deploy',
      title: 'Release 2.14',
      mark: deploy,
      bad: 690,
      share: 0.3303,
      ofBudget: 0.469,
      minutes: 18.9,
      postmortemDue: true,
    },
    {
      kind: 'background',
      title: 'Background',
      bad: 355,
      share: 0.16994,
      ofBudget: 0.2413,
      minutes: 9.7,
      postmortemDue: false,
    },
  ],
};
