import type { SloSpec } from '../spec';
import { promDuration, promSelector } from './promql';

/** Events, or slices, counted within the last five minutes. */
export const totalSeries = 'gold_layer:sli_total:increase5m';
/** Bad events, or slices, counted within the last five minutes; 0 where nothing failed. */
export const badSeries = 'gold_layer:sli_bad:increase5m';
/** The objective, as a fraction. */
export const objectiveSeries = 'gold_layer:slo_objective:ratio';
/**
 * Always 1. Its label `version` tells from which state of the document the
 * rules were generated, and `sli` what they count: see `sliHash`. The
 * counts themselves carry neither, so that they go on as the same series.
 */
export const rulesInfoSeries = 'gold_layer:slo_rules:info';
/** The one alert of all SLOs; labels tell them apart. */
export const burnAlertName = 'GoldLayerErrorBudgetBurn';

/** Share of bad events within a window; absent while idle. */
export function errorRatioSeries(minutes: number): string {
  return `gold_layer:sli_error:ratio${promDuration(minutes)}`;
}

/** Labels on every series of an SLO. */
export function sloLabels(slo: SloSpec): Record<string, string> {
  return { service: slo.service, slo: slo.id };
}

/** One recorded series of an SLO. Both labels are asked for, as a service that was renamed leaves its old series within long windows. */
export function seriesOf(slo: SloSpec, name: string): string {
  return promSelector(name, sloLabels(slo));
}

/** Name of the rule group of an SLO; its long windows have a second one. */
export function ruleGroupName(id: string, long = false): string {
  return long ? `gold-layer:${id}:long` : `gold-layer:${id}`;
}
