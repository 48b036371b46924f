import {
  budgetStates,
  compareObjectives,
  dependenciesStrictEnough,
  isMeasuredState,
  leastObjectives,
  nominalWindowMinutes,
  objectiveOfPercent,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { CollectedFact } from '@gold-layer/backstage-plugin-node';
import { DateTime, Duration } from 'luxon';
import { speaksOfAvailability } from '../../reading/SloDependencies';
import type { KnownSlo } from '../../reading/sloRows';

/** What facts about the SLOs of one service rest on. */
export interface SloFactGround {
  service: Pick<Service, 'gaps' | 'record' | 'tier'>;
  slos: KnownSlo[];
  /** Day of the last review that the portal knows, by number of the SLO. */
  reviewedOn: ReadonlyMap<number, string>;
  /** How often a budget ran out in this quarter. */
  exhaustions: number;
  /** Strictest availability objective of each service that it needs. */
  dependencies: { objective?: string }[];
  /** Names of the budget policies that exist. */
  policies: ReadonlySet<string>;
  now: Date;
}

type Value = CollectedFact['value'];

/** How often an objective is to be looked at where its document does not say. */
const longestReview = 'P180D';

/**
 * What SLOs say about their service; where there are several, the worst
 * speaks. A fact that nobody knows is left out: it is neither 0 nor false.
 */
export function sloFacts(ground: SloFactGround): CollectedFact[] {
  const sound = ground.slos.filter(({ record }) => !record.invalid);
  const facts: Record<string, Value | undefined> = {
    count: sound.length,
    ...(ground.slos.length > 0 && standingFacts(ground)),
    ...(sound.length > 0 && documentFacts({ ...ground, slos: sound })),
  };
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [{ fact: `slo.${name}`, value }],
  );
}

/** What the documents say. */
function documentFacts(ground: SloFactGround) {
  const { dependencies, policies, slos } = ground;
  const specs = slos.map(({ record }) => record.spec);
  const objectives = specs
    .map(({ objective }) => objective)
    .sort(compareObjectives);
  const available = specs
    .filter(speaksOfAvailability)
    .map(({ objective }) => objective)
    .sort(compareObjectives)
    .at(-1);
  const minutes = specs.map(({ window }) => nominalWindowMinutes(window));
  return {
    'objective.highest': inPercent(objectives.at(-1)),
    'objective.lowest': inPercent(objectives[0]),
    'window.days': Math.min(...minutes) / 1440,
    'target.fitsTier': fitsTier(available, ground.service),
    'policy.declared': specs.every(
      ({ policy }) => policy !== undefined && policies.has(policy),
    ),
    'alerts.loaded': alertsLoaded(ground),
    'dependencies.strictEnough':
      available === undefined
        ? undefined
        : dependenciesStrictEnough(available, dependencies),
    ...reviewFacts(ground),
  };
}

/** What is measured. */
function standingFacts({ slos, exhaustions }: SloFactGround) {
  const busy = slos.filter(({ state }) => state !== 'idle');
  const worst = budgetStates.find(state =>
    busy.some(({ budget }) => budget === state),
  );
  // A good state of one says nothing while another one is not known.
  const known = worst !== undefined && worst !== 'unknown';
  const numbers = busy.filter(({ state }) => isMeasuredState(state));
  const evaluated = slos.every(({ status }) => status !== undefined);
  const frozen = slos.some(({ status }) => status?.frozen);
  return {
    measured: busy.length === 0 ? undefined : numbers.length === busy.length,
    coverage: evaluated
      ? rounded(least(slos.map(({ status }) => status?.coverage)), 100, 1)
      : undefined,
    'budget.state': known ? worst : undefined,
    'budget.frozen': frozen || (known ? false : undefined),
    'budget.remaining': known
      ? rounded(least(numbers.map(({ status }) => status?.remaining)), 100, 1)
      : undefined,
    'budget.exhaustionsThisQuarter':
      known || exhaustions > 0 ? exhaustions : undefined,
    'burn.rate': known
      ? rounded(greatest(numbers.map(({ status }) => status?.burn['1d'])), 1, 2)
      : undefined,
  };
}

/** Where numbers are pushed the portal tells the owners itself: that reaches nobody where there is none. */
function alertsLoaded({ service, slos }: SloFactGround): boolean | undefined {
  const unowned = service.gaps.some(({ kind }) => kind === 'no-owner');
  const states = slos.map(({ record, status }) => {
    if (record.spec.alerts.length === 0) return 'missing';
    const rules = status?.rules ?? 'unknown';
    return rules === 'not-needed' && unowned ? 'missing' : rules;
  });
  const adrift = ['missing', 'older', 'different'];
  if (states.some(state => adrift.includes(state))) return false;
  return states.includes('unknown') ? undefined : true;
}

/** Looser than the tier asks for, or than the contract, is too loose. */
function fitsTier(
  objective: string | undefined,
  { record, tier }: SloFactGround['service'],
): boolean | undefined {
  if (objective === undefined || tier === 'unclassified') return undefined;
  const promised =
    record.sla === undefined ? undefined : objectiveOfPercent(record.sla);
  return (
    compareObjectives(objective, leastObjectives[tier]) >= 0 &&
    (promised === undefined || compareObjectives(objective, promised) > 0)
  );
}

function reviewFacts({ slos, reviewedOn, now }: SloFactGround) {
  const reviews = slos.map(({ record }) => {
    const { firstSeenAt, num, spec } = record;
    const last = [spec.reviewedOn, reviewedOn.get(num)]
      .flatMap(day => day ?? [])
      .sort()
      .at(-1);
    const since = DateTime.fromISO(
      last ?? new Date(firstSeenAt).toISOString().slice(0, 10),
      { zone: 'utc' },
    );
    const due = since.plus(Duration.fromISO(spec.reviewEvery ?? longestReview));
    const today = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
    return {
      age: last === undefined ? undefined : today.diff(since, 'days').days,
      overdue: due < today,
    };
  });
  const ages = reviews.flatMap(({ age }) => age ?? []);
  return {
    'review.ageDays':
      ages.length === slos.length ? Math.max(0, ...ages) : undefined,
    'review.overdue': reviews.some(({ overdue }) => overdue),
  };
}

/** A fraction as a percentage, without what binary numbers add to it. */
function inPercent(objective: string | undefined): number | undefined {
  return objective === undefined
    ? undefined
    : Number((Number(objective) * 100).toFixed(8));
}

function least(values: (number | undefined)[]): number | undefined {
  const known = values.flatMap(value => value ?? []);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function greatest(values: (number | undefined)[]): number | undefined {
  const known = values.flatMap(value => value ?? []);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** Times a factor, to so many digits: what differs by less would only make history longer. */
function rounded(
  value: number | undefined,
  factor: number,
  digits: number,
): number | undefined {
  return value === undefined
    ? undefined
    : Number((value * factor).toFixed(digits));
}
