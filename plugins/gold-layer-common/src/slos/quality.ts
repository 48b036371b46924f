import { DateTime, Duration } from 'luxon';
import type { ShownTier } from '../services/tier';
import { compareObjectives, objectiveInWords } from './objective';
import { whyNoRules } from './prometheus';
import type { SloSpec } from './spec';
import type { RuleState } from './state';
import { nominalWindowMinutes } from './window';

/** One thing that makes an SLO useful. */
export interface SloQualityPoint {
  name: 'target' | 'window' | 'alerts' | 'rules' | 'policy' | 'review';
  met: boolean;
  /** What was found, and what would be right where it is not met. */
  sentence: string;
}

/** How useful an SLO is for a service of its tier. */
export interface SloQuality {
  /** Met share of the points, 0–1. */
  share: number;
  points: SloQualityPoint[];
}

/** The loosest objective that suits a tier; experiments may have any. */
export const leastObjectives: Record<ShownTier, string> = {
  critical: '0.999',
  important: '0.995',
  standard: '0.99',
  experimental: '0',
  unclassified: '0.99',
};

const days = (count: number) => count * 1440;
const longestReview = 'P180D';

/** Whether an SLO is fit to be relied on: target for the tier, window, alerts, loaded rules, policy, and a review that is in date. */
export function sloQuality(options: {
  spec: SloSpec;
  tier: ShownTier;
  rules: RuleState;
  /** Day or time of the last review. */
  reviewedOn?: string;
  /** The policy it names exists. */
  policyKnown: boolean;
  now: Date;
}): SloQuality {
  const points = [
    target(options),
    windowPoint(options.spec),
    alerts(options.spec),
    rules(options),
    policy(options),
    review(options),
  ];
  const met = points.filter(it => it.met).length;
  return { share: met / points.length, points };
}

function target(options: { spec: SloSpec; tier: ShownTier }): SloQualityPoint {
  const { objective } = options.spec;
  const least = leastObjectives[options.tier];
  const met = compareObjectives(objective, least) >= 0;
  return point('target', met, [
    `The objective of ${objectiveInWords(objective)} suits the tier ${options.tier}.`,
    `The objective is ${objectiveInWords(objective)}; the tier ${options.tier} asks for ${objectiveInWords(least)} or more.`,
  ]);
}

function windowPoint({ window }: SloSpec): SloQualityPoint {
  const minutes = nominalWindowMinutes(window);
  return point('window', minutes >= days(7) && minutes <= days(92), [
    'The window is long enough to be steady and short enough to act in.',
    'The window should be from 7 to 92 days; 28 days, rolling, is usual.',
  ]);
}

function alerts(spec: SloSpec): SloQualityPoint {
  const has = (severity: string) =>
    spec.alerts.some(alert => alert.severity === severity);
  return point('alerts', has('page') && has('ticket'), [
    'Fast burn pages and slow burn opens a ticket.',
    'It needs an alert that pages and one that opens a ticket.',
  ]);
}

function rules(options: { spec: SloSpec; rules: RuleState }): SloQualityPoint {
  const { rules: state, spec } = options;
  const met = state === 'loaded' || state === 'not-needed';
  return point('rules', met, [
    state === 'not-needed'
      ? 'Its numbers are pushed, so Gold Layer watches its alerts itself.'
      : 'The rules that follow from it are loaded.',
    met ? '' : repairOfRules(spec, state),
  ]);
}

function repairOfRules(spec: SloSpec, state: RuleState): string {
  const reason = whyNoRules(spec);
  if (reason !== undefined) return `No rules can be generated: ${reason}`;
  return state === 'unknown'
    ? 'Nobody knows whether its rules are loaded.'
    : `Its rules are ${state}; load the generated ones.`;
}

function policy(options: {
  spec: SloSpec;
  policyKnown: boolean;
}): SloQualityPoint {
  const name = options.spec.policy ?? 'default';
  return point('policy', options.policyKnown, [
    `The budget policy ${name} holds.`,
    `The budget policy ${name} does not exist; name one that does.`,
  ]);
}

function review(options: {
  spec: SloSpec;
  reviewedOn?: string;
  now: Date;
}): SloQualityPoint {
  const last = options.reviewedOn ?? options.spec.reviewedOn;
  const every = options.spec.reviewEvery ?? longestReview;
  const due =
    last === undefined
      ? undefined
      : DateTime.fromISO(last, { zone: 'utc' }).plus(Duration.fromISO(every));
  return point(
    'review',
    due !== undefined && due.toMillis() >= options.now.getTime(),
    [
      `People looked at it last on ${last}.`,
      last === undefined
        ? 'Nobody has reviewed it yet.'
        : `The last review was on ${last} and is due again every ${every}.`,
    ],
  );
}

function point(
  name: SloQualityPoint['name'],
  met: boolean,
  [yes, no]: [string, string],
): SloQualityPoint {
  return { name, met, sentence: met ? yes : no };
}
