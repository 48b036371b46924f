import Big from 'big.js';
import type { BurnAlert, SloSpec } from '../spec';
import {
  burnAlertName,
  errorRatioSeries,
  seriesOf,
  totalSeries,
} from './names';
import type { AlertingRule } from './groups';
import { promDuration } from './promql';

/** A text inside of a template of Prometheus, taken literally. */
const literally = (text: string) => text.replace(/\{\{/g, '{{ "{{" }}');

const percent = (share: Big) => `${share.times(100).round(4).toFixed()}%`;

const shownFactor = (alert: BurnAlert) =>
  new Big(alert.factor).round(4).toFixed();

/** How often each moment's events are counted by five-minute counts that are recorded every minute. */
const countedTimes = 5;

function expression(slo: SloSpec, alert: BurnAlert, threshold: string): string {
  const long = promDuration(alert.longMinutes);
  const burns = [alert.longMinutes, alert.shortMinutes].map(
    minutes => `${seriesOf(slo, errorRatioSeries(minutes))} > ${threshold}`,
  );
  const enough = slo.minimumEvents
    ? [
        `sum_over_time(${seriesOf(slo, totalSeries)}[${long}]) / ${countedTimes} >= ${new Big(slo.minimumEvents).toFixed()}`,
      ]
    : [];
  return [...burns, ...enough].join('\nand ');
}

/** How long a whole budget lasts at the alert's burn, in words; calendar windows have no fixed length. */
function lasting(slo: SloSpec, alert: BurnAlert): string {
  if (slo.window.kind !== 'rolling') {
    return '';
  }
  const hours = Math.round((slo.window.days * 24 * 10) / alert.factor) / 10;
  const shown =
    hours < 72
      ? `${hours} hours`
      : `${Math.round((hours / 24) * 10) / 10} days`;
  return ` At ${shownFactor(alert)} times the even speed a budget of ${slo.window.days} days lasts ${shown}.`;
}

/** A runbook that is a file beside the document is no address that one could follow from an alert. */
function runbookAnnotation(runbook?: string): Record<string, string> {
  if (!runbook) {
    return {};
  }
  const isAddress = /^https?:/i.test(runbook);
  return { [isAddress ? 'runbook_url' : 'runbook']: literally(runbook) };
}

/** Options of what is generated. */
export interface RuleOptions {
  /** Address of the portal, for links in alerts; one that the document names wins. */
  portalUrl?: string;
  /** Ids of SLOs whose queries their source cannot read, with the reason: one of them would spoil the whole file. */
  refused?: ReadonlyMap<string, string>;
}

/**
 * The rule of one burn alert: both windows burn faster than the factor. The
 * long one proves that it matters, the short one that it still goes on.
 */
export function burnAlertRule(
  slo: SloSpec,
  alert: BurnAlert,
  options: RuleOptions,
): AlertingRule {
  const budget = new Big(1).minus(slo.objective);
  const threshold = new Big(alert.factor).times(budget);
  const long = promDuration(alert.longMinutes);
  const short = promDuration(alert.shortMinutes);
  const portal = (slo.portalUrl ?? options.portalUrl)?.replace(/\/+$/, '');
  return {
    alert: burnAlertName,
    expr: expression(slo, alert, threshold.toFixed()),
    labels: {
      service: slo.service,
      slo: slo.id,
      severity: alert.severity,
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary: literally(
        `${slo.title}: the error budget of ${slo.service} burns more than ${shownFactor(alert)} times too fast`,
      ),
      description:
        `{{ $value | humanizePercentage }} failed within the last ${long}, and the last ${short} are above ${percent(threshold)} too. ` +
        `The objective ${percent(new Big(slo.objective))} allows ${percent(budget)}.${lasting(slo, alert)}`,
      ...runbookAnnotation(slo.runbook),
      ...(portal && {
        portal_url: literally(
          `${portal}/gold-layer/slos/${encodeURIComponent(slo.id)}`,
        ),
      }),
    },
  };
}
