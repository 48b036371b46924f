import { unreachableReason } from './alerts';
import type { BurnAlert, SloProblem } from './spec';
import { isAbove } from './tolerance';

/** Samples a window needs, so that one that is late does not empty it. */
const leastScrapes = 4;

/** What is wrong with the burn alerts of an SLO, or would surprise. */
export function burnAlertProblems(
  alerts: BurnAlert[],
  options: {
    objective: string;
    /** Dotted path of the list; `alerts` if absent. */
    path?: string;
    /** How often the source looks, in seconds; a minute if absent. */
    scrapeSeconds?: number;
  },
): SloProblem[] {
  const { objective, path = 'alerts', scrapeSeconds = 60 } = options;
  return alerts.flatMap((alert, index) => {
    const at = (field: string) => `${path}.${index}.${field}`;
    const found: SloProblem[] = [];
    if (alert.severity === 'page' && isAbove(1, alert.factor)) {
      found.push({
        severity: 'error',
        path: at('factor'),
        found: String(alert.factor),
        allowed:
          'at least 1 for an alert that pages: below it the budget lasts the whole window',
      });
    }
    const unreachable = unreachableReason(alert, objective);
    if (unreachable) {
      found.push({
        severity: 'warning',
        path: at('factor'),
        found: String(alert.factor),
        allowed: `a factor that can be reached. ${unreachable}`,
      });
    }
    if (alert.shortMinutes >= alert.longMinutes) {
      found.push({
        severity: 'error',
        path: at('shortMinutes'),
        found: String(alert.shortMinutes),
        allowed: `less than the long window of ${alert.longMinutes} minutes; a twelfth of it is usual`,
      });
    }
    if (alert.shortMinutes * 60 < leastScrapes * scrapeSeconds) {
      found.push({
        severity: 'warning',
        path: at('shortMinutes'),
        found: String(alert.shortMinutes),
        allowed: `at least ${Math.ceil((leastScrapes * scrapeSeconds) / 60)} minutes: four samples at one every ${scrapeSeconds} seconds, or one late sample empties the window`,
      });
    }
    if (alerts.findIndex(other => sameAlert(other, alert)) < index) {
      found.push({
        severity: 'error',
        path: at('longMinutes'),
        found: String(alert.longMinutes),
        allowed: `a window that no other ${alert.severity} of this SLO has`,
      });
    }
    return found;
  });
}

function sameAlert(a: BurnAlert, b: BurnAlert): boolean {
  return a.severity === b.severity && a.longMinutes === b.longMinutes;
}
