import { z } from 'zod';
import { defaultBurnAlerts } from '../../alerts';
import { objectiveOfPercent } from '../../objective';
import type { SloSpec, SloWindow } from '../../spec';
import { checkAgainst, isObject } from '../checkAgainst';
import { serviceRef, sloIdOf } from '../serviceOf';
import { groupsOf, indicatorSchema, sliOf } from './pyrraIndicator';
import {
  deeper,
  importDocuments,
  labelled,
  noteLeftOut,
  type Imported,
  type ImportSpot,
} from './reporting';

const text = z.string({ error: 'a text' });

const resourceSchema = z.looseObject({
  metadata: z.looseObject({
    name: text,
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({
    target: z.union([z.string(), z.number()], {
      error: 'a percentage as a text, such as "99.9"',
    }),
    window: text,
    description: text.optional(),
    indicator: indicatorSchema,
    alerting: z
      .looseObject({
        disabled: z.boolean().optional(),
        burnrates: z.boolean().optional(),
      })
      .optional(),
  }),
});
type Resource = z.infer<typeof resourceSchema>;

/** Turns ServiceLevelObjectives of Pyrra into OpenSLO. */
export function importPyrra(source: string): Imported {
  return importDocuments(source, 'pyrra', (value, spot) => {
    if (isObject(value) && Array.isArray(value.items)) {
      return value.items.flatMap((item: unknown, index) =>
        convertResource(item, deeper(spot, 'items', index)),
      );
    }
    return convertResource(value, spot);
  });
}

function convertResource(value: unknown, spot: ImportSpot): SloSpec[] {
  if (!isObject(value) || value.kind !== 'ServiceLevelObjective') {
    spot.note([], 'Left out: no ServiceLevelObjective of Pyrra.');
    return [];
  }
  const { findings } = spot;
  const resource = checkAgainst(resourceSchema, value, {
    findings,
    base: spot.path,
  });
  if (!resource) return [];
  const { metadata, spec } = resource;
  const at = deeper(spot, 'spec');
  const objective = objectiveOf(resource, at);
  const window = windowOf(spec.window, at);
  const sli = sliOf(spec.indicator, deeper(at, 'indicator'));
  const named = serviceOf(resource, spot);
  if (!objective || !window || !sli || !named) return [];
  noteOthers(value, spot);
  const name = labelled(metadata.name, ['metadata', 'name'], spot);
  const contributors = groupsOf(spec.indicator);
  const { alerting } = spec;
  const silent = alerting?.disabled === true || alerting?.burnrates === false;
  return [
    {
      id: sloIdOf(named, name),
      name,
      title: metadata.name,
      ...(spec.description && { description: spec.description }),
      service: named,
      indicator: metadata.name,
      sli,
      method: 'Occurrences',
      objective,
      window,
      alerts: silent ? [] : defaultBurnAlerts(window),
      ...(contributors && { contributors }),
      ...(metadata.labels && { labels: metadata.labels }),
    },
  ];
}

function objectiveOf({ spec }: Resource, spot: ImportSpot): string | undefined {
  const objective = objectiveOfPercent(
    spot.document.writtenAt([...spot.path, 'target']) ?? spec.target,
  );
  if (!objective) {
    spot.note(
      ['target'],
      'Left out with its SLO: an objective is from 0 to below 100, as 100 leaves no budget.',
    );
  }
  return objective;
}

const unitDays = { w: 7, d: 1, h: 1 / 24 } as const;

function windowOf(duration: string, spot: ImportSpot): SloWindow | undefined {
  const parts = [...duration.matchAll(/(\d{1,6})([wdh])/g)];
  const whole = parts.map(([part]) => part).join('') === duration;
  const days = parts.reduce(
    (sum, [, count, unit]) =>
      sum +
      Number(count) *
        (unit === 'w' || unit === 'd' || unit === 'h' ? unitDays[unit] : 0),
    0,
  );
  if (whole && Number.isInteger(days) && days >= 1 && days <= 400) {
    return { kind: 'rolling', days };
  }
  spot.note(
    ['window'],
    'Left out with its SLO: a window is of 1 to 400 whole days.',
  );
  return undefined;
}

/** Labels that may say which service it is. */
const serviceLabels = [
  'pyrra.dev/service',
  'service',
  'app.kubernetes.io/name',
  'app',
];

function serviceOf(
  { metadata }: Resource,
  spot: ImportSpot,
): string | undefined {
  const label = serviceLabels.find(each => metadata.labels?.[each]);
  const name = label ? metadata.labels?.[label] : metadata.name;
  const service = name ? serviceRef(name) : undefined;
  spot.note(
    label ? ['metadata', 'labels', label] : ['metadata', 'name'],
    service
      ? `Taken as the service, as Pyrra names none: ${service}. Correct spec.service where it is another.`
      : 'Left out with its SLO: no name that a component of the catalog can have.',
  );
  return service;
}

/** Notes on what has no place here. */
function noteOthers(value: Record<string, unknown>, spot: ImportSpot): void {
  const { metadata, spec } = value;
  noteLeftOut(deeper(spot, 'metadata'), metadata, {
    namespace:
      'Left out: namespaces of Kubernetes are not those of the catalog.',
    annotations: 'Left out: annotations of Kubernetes.',
  });
  const at = deeper(spot, 'spec');
  noteLeftOut(at, spec, {
    partial_response_strategy:
      'Left out: partial answers are always marked as such.',
  });
  const alerting = isObject(spec) ? spec.alerting : undefined;
  noteLeftOut(deeper(at, 'alerting'), alerting, {
    name: 'Left out: alerts have a name of Gold Layer.',
    absentName: 'Left out: alerts have a name of Gold Layer.',
    absent:
      'Left out: where nothing is measured, Gold Layer says so itself and alerts nobody.',
    burnRateType:
      'Left out: factors follow from the window; set minimum-events for low traffic.',
  });
  at.note(
    ['alerting'],
    isSilent(alerting)
      ? 'No burn alerts, as the file turns them off.'
      : 'Got the burn alerts that are usual here; those of Pyrra have other factors (14, 7, 2, 1).',
  );
  const indicator = isObject(spec) ? spec.indicator : undefined;
  for (const [kind, each] of Object.entries(
    isObject(indicator) ? indicator : {},
  )) {
    if (
      isObject(each) &&
      Array.isArray(each.grouping) &&
      each.grouping.length
    ) {
      at.note(
        ['indicator', kind, 'grouping'],
        'Became one SLO for all groups; their labels tell contributors apart. Write one SLO for each group that needs an objective of its own.',
      );
    }
  }
}

function isSilent(alerting: unknown): boolean {
  return (
    isObject(alerting) &&
    (alerting.disabled === true || alerting.burnrates === false)
  );
}
