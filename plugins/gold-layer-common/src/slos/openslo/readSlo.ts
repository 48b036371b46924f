import { defaultBurnAlerts } from '../alerts';
import { objectiveInWords } from '../objective';
import type { SloSpec, SloWindow } from '../spec';
import { nominalWindowMinutes } from '../window';
import { checkAlerts } from './alertFindings';
import { readAnnotations, withoutGaps } from './annotations';
import { checkIndicatorPlaces, indicatorOf } from './indicatorOf';
import type { SliContext } from './metricQuery';
import { readTarget } from './objectiveTarget';
import { readAlerts } from './readAlerts';
import { readSli } from './readSli';
import { below, type Spot } from './references';
import { findRuleTraps } from './ruleTraps';
import type { OpenSlo } from './schema';
import { serviceOf, sloIdOf } from './serviceOf';
import { readSlices } from './timeSlices';
import { readTimeWindow } from './timeWindow';

const longestId = 200;

/** What an SLO is read with. */
export interface SloContext extends SliContext {
  /** Entity ref of the record that names the file. */
  service?: string;
  /** How often the source looks, in seconds. */
  scrapeSeconds?: number;
  /** How long the source keeps its data, in days. */
  retentionDays?: number;
}

/** The SLOs of one document: one for each objective that can be measured. */
export function readSlo(
  slo: OpenSlo<'SLO'>,
  root: Spot,
  context: SloContext,
): SloSpec[] {
  const { metadata, spec } = slo;
  const { entityRef, ...annotations } = readAnnotations(
    metadata.annotations,
    below(root, 'metadata'),
  );
  const service = serviceOf(slo, {
    at: root,
    annotated: entityRef,
    references: context.references,
    expected: context.service,
  });
  const window = readTimeWindow(spec.timeWindow, root.findings);
  if (window) checkRetention(window, root, context);
  const placed = readAlerts(spec.alertPolicies, root, context);
  checkIndicatorPlaces(slo, root);

  return spec.objectives.flatMap((objective, index) => {
    const at = below(root, 'spec', 'objectives', index);
    const target = readTarget(objective, at.path, root);
    const indicator = indicatorOf(slo, { objective, at, root, context });
    const sli =
      indicator &&
      readSli(
        indicator.spec,
        { at: indicator.at, objective, objectiveAt: at },
        context,
      );
    const slices = readSlices(objective, {
      method: spec.budgetingMethod,
      threshold: Boolean(indicator?.spec.thresholdMetric),
      at,
    });
    if (!target || !sli || !service || !window || !slices) return [];

    const name = index === 0 ? metadata.name : `${metadata.name}-${index + 1}`;
    const id = sloIdOf(service, name);
    if (id.length > longestId) {
      root.findings.error(
        ['metadata', 'name'],
        `a shorter name: the address ${id} has more than ${longestId} characters`,
      );
      return [];
    }
    const alerts =
      placed?.map(({ alert }) => alert) ?? defaultBurnAlerts(window);
    checkAlerts(alerts, { placed, target, at, context });
    const title = metadata.displayName ?? metadata.name;
    const read = withoutGaps<SloSpec>({
      id,
      name,
      title:
        spec.objectives.length > 1
          ? `${title}: ${objective.displayName ?? objectiveInWords(target)}`
          : title,
      description: spec.description,
      service,
      indicator: indicator.title ?? title,
      sli,
      method: spec.budgetingMethod,
      objective: target,
      ...slices,
      window,
      alerts,
      ...annotations,
      weight: annotations.weight ?? objective.compositeWeight,
      labels: labelsOf(metadata.labels),
    });
    findRuleTraps(read, { indicatorAt: indicator.at, objectiveAt: at });
    return [read];
  });
}

function checkRetention(
  window: SloWindow,
  root: Spot,
  { retentionDays }: SloContext,
): void {
  const days = nominalWindowMinutes(window) / 1440;
  if (retentionDays === undefined || days <= retentionDays) return;
  root.findings.warning(
    [...root.path, 'spec', 'timeWindow', 0, 'duration'],
    `at most ${retentionDays}d, as the source keeps its data no longer: until Gold Layer has measured for ${days} days itself, the window stays partly empty`,
  );
}

function labelsOf(
  labels: OpenSlo<'SLO'>['metadata']['labels'],
): Record<string, string> | undefined {
  if (!labels) return undefined;
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  );
}
