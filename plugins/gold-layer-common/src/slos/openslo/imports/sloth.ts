import { defaultBurnAlerts } from '../../alerts';
import { objectiveOfPercent } from '../../objective';
import type { BurnSeverity, Sli, SloSpec, SloWindow } from '../../spec';
import { checkAgainst, isObject } from '../checkAgainst';
import { serviceRef, sloIdOf } from '../serviceOf';
import {
  deeper,
  importDocuments,
  labelled,
  noteLeftOut,
  type Imported,
  type ImportSpot,
} from './reporting';
import {
  fileSchema,
  resourceSchema,
  sloSchema,
  type SlothSlo,
} from './slothSchema';

/** Sloth's own default: its files name no window. */
const window: SloWindow = { kind: 'rolling', days: 30 };

/** Turns a file of Sloth (`prometheus/v1`, or its Kubernetes resource) into OpenSLO. */
export function importSloth(source: string): Imported {
  return importDocuments(source, 'sloth', convertDocument);
}

function convertDocument(value: unknown, spot: ImportSpot): SloSpec[] {
  const resource = isObject(value) && value.kind === 'PrometheusServiceLevel';
  if (!resource && !(isObject(value) && 'version' in value)) {
    spot.note(
      [],
      'Left out: neither version prometheus/v1 nor a PrometheusServiceLevel.',
    );
    return [];
  }
  const { findings } = spot;
  const spec = resource
    ? checkAgainst(resourceSchema, value, { findings })?.spec
    : checkAgainst(fileSchema, value, { findings });
  const at = resource ? deeper(spot, 'spec') : spot;
  if (!spec) return [];
  const plugins = 'Left out: plugins of Sloth are its own programs.';
  noteLeftOut(at, spec, { sloPlugins: plugins, slo_plugins: plugins });
  const service = serviceRef(spec.service);
  if (!service) {
    at.note(['service'], 'No name that a component of the catalog can have.');
    return [];
  }
  if (spec.slos.length > 0) {
    at.note(
      ['slos'],
      'Got a rolling window of 30 days, the default of Sloth: its files name none.',
      `${spec.slos.length} SLOs`,
    );
  }
  const shared = labelsOf(spec.labels);
  return spec.slos.flatMap((each, index) => {
    const place = deeper(at, 'slos', index);
    const slo = checkAgainst(sloSchema, each, {
      findings,
      base: place.path,
    });
    return slo ? convertSlo(slo, { service, shared, spot: place }) : [];
  });
}

function convertSlo(
  slo: SlothSlo,
  {
    service,
    shared,
    spot,
  }: { service: string; shared: Record<string, string>; spot: ImportSpot },
): SloSpec[] {
  const { document, path } = spot;
  const objective = objectiveOfPercent(
    document.writtenAt([...path, 'objective']) ?? slo.objective,
  );
  if (!objective) {
    spot.note(
      ['objective'],
      'Left out with its SLO: an objective is from 0 to below 100, as 100 leaves no budget.',
    );
    return [];
  }
  const sli = sliOf(slo, spot);
  if (!sli) return [];
  noteLeftOut(spot, slo, {
    plugins: 'Left out: plugins of Sloth are its own programs.',
    interval: 'Left out: Gold Layer chooses how often its rules run.',
  });
  const name = labelled(slo.name, ['name'], spot);
  const labels = { ...shared, ...labelsOf(slo.labels) };
  const runbook = runbookOf(slo.alerting);
  return [
    {
      id: sloIdOf(service, name),
      name,
      title: slo.name,
      ...(slo.description && { description: slo.description }),
      service,
      indicator: slo.name,
      sli,
      method: 'Occurrences',
      objective,
      window,
      alerts: alertsOf(slo.alerting, deeper(spot, 'alerting')),
      ...(runbook && { runbook }),
      ...(Object.keys(labels).length > 0 && { labels }),
    },
  ];
}

function sliOf({ sli }: SlothSlo, spot: ImportSpot): Sli | undefined {
  const { events, raw, plugin } = sli;
  const query = (promql: string) => ({
    type: 'prometheus',
    query: promql.trim(),
  });
  const at = deeper(spot, 'sli');
  if (plugin) {
    at.note(
      ['plugin'],
      'Left out with its SLO: the query is made by a plugin. Generate rules with Sloth, and take the query from there.',
      plugin.id,
    );
    return undefined;
  }
  const error = events?.error_query ?? events?.errorQuery;
  const total = events?.total_query ?? events?.totalQuery;
  if (error && total) {
    noteTemplates(error, ['events', 'error_query'], at);
    noteTemplates(total, ['events', 'total_query'], at);
    return {
      kind: 'ratio',
      counter: true,
      bad: query(error),
      total: query(total),
    };
  }
  const ratio = raw?.error_ratio_query ?? raw?.errorRatioQuery;
  if (ratio) {
    noteTemplates(ratio, ['raw', 'error_ratio_query'], at);
    at.note(
      ['raw'],
      'Became a ratio of failures that is read in slices: each slice weighs the same, however many events it has.',
      'error_ratio_query',
    );
    return { kind: 'raw', rawType: 'failure', raw: query(ratio) };
  }
  at.note(
    [],
    'Left out with its SLO: neither both queries of events nor one of raw.',
  );
  return undefined;
}

function noteTemplates(query: string, path: string[], spot: ImportSpot): void {
  const others = [...query.matchAll(/\{\{[^{}]*\}\}/g)]
    .map(([found]) => found)
    .filter(found => !/^\{\{\s*\.window\s*\}\}$/.test(found));
  if (others.length === 0) return;
  spot.note(
    path,
    'Put the value in by hand: only {{.window}} is filled in here.',
    others.join(' '),
  );
}

function alertsOf(
  alerting: SlothSlo['alerting'],
  spot: ImportSpot,
): SloSpec['alerts'] {
  const page = alerting?.page_alert ?? alerting?.pageAlert;
  const ticket = alerting?.ticket_alert ?? alerting?.ticketAlert;
  const own = 'Left out: alerts have names, labels and texts of Gold Layer.';
  noteLeftOut(spot, alerting, { name: own, labels: own });
  if (alerting?.annotations && !onlyRunbook(alerting.annotations)) {
    spot.note(['annotations'], own);
  }
  const off = new Set<BurnSeverity>();
  for (const [severity, alert] of [
    ['page', page],
    ['ticket', ticket],
  ] as const) {
    if (alert?.disable) off.add(severity);
    const field = [`${severity}_alert`, `${severity}Alert`].find(
      each => isObject(alerting) && Reflect.get(alerting, each) !== undefined,
    );
    if (field && (alert?.labels || alert?.annotations)) {
      const found = Object.keys({ ...alert.labels, ...alert.annotations });
      spot.note(
        [field],
        `Left out: route by the label severity="${severity}", or by slo and service.`,
        found.join(', '),
      );
    }
  }
  return defaultBurnAlerts(window).filter(({ severity }) => !off.has(severity));
}

const runbookKeys = ['runbook_url', 'runbook'];

function runbookOf(alerting: SlothSlo['alerting']): string | undefined {
  const found = runbookKeys
    .map(key => alerting?.annotations?.[key])
    .find(value => value !== undefined);
  return found === undefined ? undefined : String(found);
}

function onlyRunbook(annotations: Record<string, unknown>): boolean {
  return Object.keys(annotations).every(key => runbookKeys.includes(key));
}

function labelsOf(
  labels: Record<string, string | number | boolean> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, String(value)]),
  );
}
