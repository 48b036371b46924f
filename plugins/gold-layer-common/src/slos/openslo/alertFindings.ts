import { burnAlertProblems } from '../alertProblems';
import type { SloSpec } from '../spec';
import type { PlacedAlert } from './readAlerts';
import type { Spot } from './references';

/** How often Prometheus scrapes where nobody said otherwise, in seconds. */
const usualScrapeSeconds = 15;

/** Where the fields of an alert stand in a condition. */
const conditionFields: Record<string, string> = {
  factor: 'threshold',
  longMinutes: 'lookbackWindow',
  shortMinutes: 'lookbackWindow',
};

/** Tells what is wrong with the burn alerts of one objective, where they are written. */
export function checkAlerts(
  alerts: SloSpec['alerts'],
  {
    placed,
    target,
    at,
    context,
  }: {
    placed?: PlacedAlert[];
    target: string;
    at: Spot;
    context: { scrapeSeconds?: number };
  },
): void {
  const problems = burnAlertProblems(alerts, {
    objective: target,
    path: 'alerts',
    scrapeSeconds: context.scrapeSeconds ?? usualScrapeSeconds,
  });
  for (const { severity, path, found, allowed } of problems) {
    const [, index, field] = path.split('.');
    const spot = placed?.[Number(index)]?.at;
    if (spot) {
      spot.findings[severity]([...spot.path, conditionFields[field]], allowed);
    } else {
      // The usual alerts stand nowhere: it is the objective that does not suit them.
      at.findings[severity](at.path, allowed, `usual alert with ${found}`);
    }
  }
}
