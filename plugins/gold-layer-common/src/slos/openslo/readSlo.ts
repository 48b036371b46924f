import { burnAlertProblems } from '../alertProblems';
import { defaultBurnAlerts } from '../alerts';
import { objectiveInWords } from '../objective';
import type { SloSpec, SloWindow } from '../spec';
import { nominalWindowMinutes } from '../window';
import { readAnnotations, withoutGaps } from './annotations';
import { parseShorthand, shorthandMinutes } from './duration';
import { readTarget } from './objectiveTarget';
import { readAlerts, type PlacedAlert } from './readAlerts';
import { readSli, type SliContext } from './readSli';
import { below, type Spot } from './references';
import type {
  InlineIndicator,
  ObjectiveSpec,
  OpenSlo,
  SliSpec,
} from './schema';
import { serviceOf, sloIdOf } from './serviceOf';
import { readTimeWindow } from './timeWindow';

/** How often Prometheus scrapes where nobody said otherwise, in seconds. */
const usualScrapeSeconds = 15;
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
    const slices = readSlices(slo, objective, at);
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
    return [
      withoutGaps<SloSpec>({
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
      }),
    ];
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

function checkIndicatorPlaces(slo: OpenSlo<'SLO'>, root: Spot): void {
  const { spec } = slo;
  const above = Boolean(spec.indicator || spec.indicatorRef);
  const inside = spec.objectives.filter(
    each => each.indicator || each.indicatorRef,
  ).length;
  const at = [...root.path, 'spec', 'indicator'];
  if (above && inside > 0) {
    root.findings.error(
      at,
      'an indicator for all objectives, or one in each of them, not both',
    );
  } else if (!above && inside < spec.objectives.length) {
    root.findings.error(
      at,
      'indicator, or indicatorRef with the name of an SLI',
    );
  }
  const threshold =
    spec.indicator?.spec.thresholdMetric && spec.objectives.length > 1;
  if (threshold) {
    root.findings.warning(
      [...root.path, 'spec', 'objectives'],
      'one objective with a thresholdMetric: other tools for OpenSLO refuse several',
      `${spec.objectives.length} objectives`,
    );
  }
}

interface PlacedIndicator {
  spec: SliSpec;
  title?: string;
  at: Spot;
}

function indicatorOf(
  { spec }: OpenSlo<'SLO'>,
  {
    objective,
    at,
    root,
    context,
  }: { objective: ObjectiveSpec; at: Spot; root: Spot; context: SloContext },
): PlacedIndicator | undefined {
  const own = objective.indicator || objective.indicatorRef;
  const holder: { indicator?: InlineIndicator; indicatorRef?: string } = own
    ? objective
    : spec;
  const place = own ? at : below(root, 'spec');
  const { indicator, indicatorRef } = holder;
  if (indicator && indicatorRef) {
    place.findings.error(
      [...place.path, 'indicatorRef'],
      'either indicator or indicatorRef, not both',
    );
    return undefined;
  }
  if (indicator) {
    return {
      spec: indicator.spec,
      title: indicator.metadata?.displayName ?? indicator.metadata?.name,
      at: below(place, 'indicator', 'spec'),
    };
  }
  if (!indicatorRef) return undefined;
  const found = context.references.sli(indicatorRef);
  if (!found) {
    place.findings.error(
      [...place.path, 'indicatorRef'],
      'the name of an SLI of this file',
    );
    return undefined;
  }
  context.uses(found.entry);
  const { metadata } = found.data;
  return {
    spec: found.data.spec,
    title: metadata.displayName ?? metadata.name,
    at: { ...found.entry, path: ['spec'] },
  };
}

type Slices = Pick<SloSpec, 'timeSliceTarget' | 'timeSliceMinutes'>;

function readSlices(
  { spec: { budgetingMethod } }: OpenSlo<'SLO'>,
  { timeSliceTarget, timeSliceWindow }: ObjectiveSpec,
  at: Spot,
): Slices | undefined {
  if (budgetingMethod === 'Occurrences') return {};
  const duration =
    typeof timeSliceWindow === 'string'
      ? parseShorthand(timeSliceWindow)
      : undefined;
  const minutes =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow
      : duration && shorthandMinutes(duration);
  const field = [...at.path, 'timeSliceWindow'];
  let right = true;
  if (!minutes) {
    at.findings.error(
      field,
      `the length of a slice, such as 1m or 5m: ${budgetingMethod} needs it`,
    );
    right = false;
  } else if (minutes > 1440) {
    const { count = 0, unit } = duration ?? {};
    at.findings.error(
      field,
      unit === 'M'
        ? `at most 1d; M is months, write ${count}m if minutes are meant`
        : 'at most 1d',
    );
    right = false;
  }
  if (budgetingMethod === 'RatioTimeslices') {
    return right ? { timeSliceMinutes: minutes } : undefined;
  }
  const share = [...at.path, 'timeSliceTarget'];
  if (timeSliceTarget === undefined) {
    at.findings.error(
      share,
      'the share of good events that makes a slice good, such as 0.95: Timeslices needs it',
    );
  } else if (timeSliceTarget <= 0 || timeSliceTarget > 1) {
    at.findings.error(
      share,
      timeSliceTarget > 1 && timeSliceTarget <= 100
        ? `a share above 0 and at most 1: write ${Number((timeSliceTarget / 100).toPrecision(12))}`
        : 'a share above 0 and at most 1, such as 0.95',
    );
    right = false;
  }
  return right && timeSliceTarget !== undefined
    ? { timeSliceTarget, timeSliceMinutes: minutes }
    : undefined;
}

/** Where the fields of an alert stand in a condition. */
const conditionFields: Record<string, string> = {
  factor: 'threshold',
  longMinutes: 'lookbackWindow',
  shortMinutes: 'lookbackWindow',
};

function checkAlerts(
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
    context: SloContext;
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
