import { z } from 'zod';
import type { RuleGroup } from './groups';

const labels = z.record(z.string(), z.string()).default({});

/** A rule as Prometheus' `/api/v1/rules` tells it. */
const loadedRuleSchema = z.object({
  name: z.string(),
  query: z.string(),
  type: z.enum(['recording', 'alerting']),
  labels,
  annotations: labels,
  /** `ok`, `err` or `unknown` as long as it was not evaluated yet. */
  health: z.string().optional(),
  lastError: z.string().optional(),
});
/** A rule as Prometheus tells it. */
export type LoadedRule = z.infer<typeof loadedRuleSchema>;

/** A group as Prometheus' `/api/v1/rules` tells it. */
export const loadedGroupSchema = z.object({
  name: z.string(),
  file: z.string().default(''),
  /** Seconds. */
  interval: z.number(),
  rules: z.array(loadedRuleSchema),
});
/** A group as Prometheus' `/api/v1/rules` tells it; what this schema accepts. */
export type LoadedGroup = z.infer<typeof loadedGroupSchema>;

const units = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  y: 31536000,
};

/** Seconds of a duration such as `1h30m`; nothing if it is none. */
export function promSeconds(duration: string): number | undefined {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(duration)) {
    return undefined;
  }
  const pieces = duration.matchAll(/(\d+)(ms|[smhdwy])/g);
  return [...pieces].reduce(
    (sum, [, count, unit]) =>
      sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}

/** A generated group in the form in which Prometheus would tell it. */
export function asLoaded(group: RuleGroup): LoadedGroup {
  return {
    name: group.name,
    file: '',
    interval: promSeconds(group.interval) ?? 60,
    rules: group.rules.map(rule =>
      'alert' in rule
        ? {
            name: rule.alert,
            query: rule.expr,
            type: 'alerting',
            labels: rule.labels,
            annotations: rule.annotations,
          }
        : {
            name: rule.record,
            query: rule.expr,
            type: 'recording',
            labels: rule.labels,
            annotations: {},
          },
    ),
  };
}
