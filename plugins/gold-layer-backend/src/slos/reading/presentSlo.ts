import type {
  Person,
  SloNumbers,
  SloRow,
} from '@gold-layer/backstage-plugin-common';
import type { SloStatus } from '../records';
import { budgetWorth } from './budgetWorth';
import type { KnownSlo } from './sloRows';

/** One SLO as a row of a list. */
export function presentSlo(
  slo: KnownSlo,
  { people, now }: { people: ReadonlyMap<string, Person>; now: Date },
): SloRow {
  const { record, service, status } = slo;
  const { spec } = record;
  return {
    id: spec.id,
    title: spec.title,
    indicator: spec.indicator,
    service: service.ref,
    serviceTitle: service.title,
    tier: service.tier,
    owner: service.owner === undefined ? undefined : people.get(service.owner),
    system: service.system,
    objective: spec.objective,
    window: spec.window,
    method: spec.method,
    numbers: presentNumbers(slo, now),
    sparkline: status?.sparkline ?? [],
    firing: [
      ...new Set(
        (status?.alerts ?? [])
          .filter(({ state }) => state === 'firing')
          .map(({ severity }) => severity),
      ),
    ],
    rules: status?.rules ?? 'unknown',
    origin: record.origin,
  };
}

function presentNumbers(slo: KnownSlo, now: Date): SloNumbers {
  const { state, budget, status, record } = slo;
  return {
    state,
    diagnosis: diagnose(slo),
    sli: status?.sli,
    remaining: status?.remaining,
    bad: status?.bad,
    total: status?.total,
    ...budgetWorth(record.spec, status, now),
    coverage: status?.coverage ?? 0,
    burn: status?.burn ?? {},
    usedThisWeek: status?.usedThisWeek,
    budget,
    frozen: status?.frozen ?? false,
    forecast: status?.forecast ?? {},
    asOf: toIso(status?.asOf),
    evaluatedAt: toIso(status?.evaluatedAt),
  };
}

/** The sentence beside the state: as evaluated, unless there is no evaluation or it is overdue. */
export function diagnose({
  overdue,
  status,
  record,
}: KnownSlo): string | undefined {
  if (!status) {
    return record.invalid
      ? 'Its document has errors; see the problems listed with it'
      : 'Not evaluated yet';
  }
  return overdue ? lastWorkedOut(status) : status.diagnosis || undefined;
}

function lastWorkedOut({ evaluatedAt }: SloStatus): string {
  const since = toIso(evaluatedAt) ?? 'some time ago';
  return `The numbers were last worked out at ${since}; the task that evaluates SLOs does not seem to run`;
}

function toIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
