import { SloSpec, sloStates } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** An objective of 99.9% over 28 days on events that are counted. */
export function specOf(id: string, over: Partial<SloSpec> = {}): SloSpec {
  const [namespace, service, name] = id.split('.');
  return {
    id,
    name,
    title: `${name} of ${service}`,
    service: `component:${namespace}/${service}`,
    indicator: 'Availability',
    sli: {
      kind: 'ratio',
      counter: true,
      bad: { type: 'prometheus', query: 'http_errors_total' },
      total: { type: 'prometheus', query: 'http_requests_total' },
    },
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 13.44 },
    ],
    ...over,
  };
}

/** Puts an SLO into the tables as the room of documents does. */
export async function addSlo(
  database: Knex,
  id: string,
  {
    num,
    origin = 'repository',
    ...over
  }: Partial<SloSpec> & {
    num: number;
    origin?: string;
  },
): Promise<SloSpec> {
  const spec = specOf(id, over);
  await database('slos').insert(sloRow(num, spec, origin));
  return spec;
}

/** A row of `slos`. */
export function sloRow(num: number, spec: SloSpec, origin = 'repository') {
  return {
    num,
    id: spec.id,
    service_ref: spec.service,
    document_key: `repository:${spec.service}`,
    title: spec.title,
    origin,
    spec: JSON.stringify(spec),
    hash: 'hash',
    measure_hash: 'hash',
    objective: Number(spec.objective),
    sli_type: spec.sli.kind === 'pushed' ? 'pushed' : 'prometheus',
    window_days: spec.window.kind === 'rolling' ? spec.window.days : null,
    problems: '[]',
    invalid: 0,
    shadowed: '[]',
    search_text:
      `${spec.id}\n${spec.title}\n${spec.service}\n${spec.indicator}`.toLocaleLowerCase(
        'en-US',
      ),
    first_seen_at: 0,
    changed_at: 0,
  };
}

/** A row of `slo_status`. */
export function statusRow(
  num: number,
  {
    state = 'ok',
    evaluatedAt,
    ...over
  }: Record<string, unknown> & {
    state?: (typeof sloStates)[number];
    evaluatedAt: Date;
  },
) {
  return {
    num,
    state,
    state_rank: sloStates.indexOf(state),
    measure_hash: 'hash',
    coverage: 1,
    budget: state === 'exhausted' ? 'exhausted' : 'healthy',
    budget_rank: 0,
    frozen: state === 'exhausted' ? 1 : 0,
    forecast: '{}',
    sparkline: '[]',
    firing: 0,
    alerts: '[]',
    rules: 'loaded',
    as_of: evaluatedAt.getTime(),
    measured_until: evaluatedAt.getTime(),
    evaluated_at: evaluatedAt.getTime(),
    never_seen: 0,
    marks: 0,
    marks_done: 0,
    ...over,
  };
}
