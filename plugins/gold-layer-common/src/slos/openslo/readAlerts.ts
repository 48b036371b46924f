import { shortMinutesOf } from '../alerts';
import type { BurnAlert, BurnSeverity } from '../spec';
import { parseShorthand, shorthandMinutes, writeShorthand } from './duration';
import { below, type Entry, type References, type Spot } from './references';
import type { ConditionSpec, OpenSlo, PolicySpec } from './schema';

/** A burn alert with the place of its condition. */
export interface PlacedAlert {
  alert: BurnAlert;
  /** Where `spec.condition` stands. */
  at: Spot;
}

/** What alert policies are read with. */
export interface AlertContext {
  references: References;
  /** Notes a document that the SLO rests on. */
  uses(entry: Entry): void;
}

/** Longer windows tell nothing that the budget itself does not tell. */
const longestMinutes = 31 * 1440;

/** Each is worked out, and becomes a rule. */
const mostAlerts = 20;

const pages =
  /^(page|paging|critical|urgent|high|emergency|fatal|(sev|p)-?[012]|sev-?1)$/i;
const tickets =
  /^(ticket|warning|warn|medium|low|info|minor|moderate|(sev|p)-?[3-5])$/i;

/**
 * The burn alerts of an SLO's policies; undefined where it has none, so that the
 * usual ones apply. A policy that is not to alert on breaches gives none.
 */
export function readAlerts(
  policies: OpenSlo<'SLO'>['spec']['alertPolicies'],
  slo: Spot,
  context: AlertContext,
): PlacedAlert[] | undefined {
  if (!policies?.length) return undefined;
  const alerts = policies.flatMap((policy, index) => {
    const at = below(slo, 'spec', 'alertPolicies', index);
    const { alertPolicyRef, spec } = policy;
    if (alertPolicyRef !== undefined && spec) {
      at.findings.error(
        [...at.path, 'alertPolicyRef'],
        'either alertPolicyRef or a policy with kind and spec, not both',
      );
      return [];
    }
    if (spec) return readPolicy(spec, below(at, 'spec'), context);
    const found =
      alertPolicyRef === undefined
        ? undefined
        : context.references.alertPolicy(alertPolicyRef);
    if (!found) {
      at.findings.error(
        alertPolicyRef === undefined
          ? at.path
          : placeOf(slo, at.path, 'alertPolicyRef'),
        'the name of an AlertPolicy of this file, or a policy with kind and spec',
      );
      return [];
    }
    context.uses(found.entry);
    const there = { ...found.entry, path: ['spec'] };
    return readPolicy(found.data.spec, there, context);
  });
  if (alerts.length > mostAlerts) {
    slo.findings.error(
      [...slo.path, 'spec', 'alertPolicies'],
      `at most ${mostAlerts} conditions in all`,
      `${alerts.length} conditions`,
    );
  }
  return alerts.slice(0, mostAlerts);
}

/** A bare name has no field inside. */
function placeOf(slo: Spot, path: Spot['path'], field: string): Spot['path'] {
  const inside = [...path, field];
  return slo.document.has(inside) ? inside : path;
}

function readPolicy(
  policy: PolicySpec,
  at: Spot,
  context: AlertContext,
): PlacedAlert[] {
  if (policy.conditions.length > 1) {
    at.findings.warning(
      [...at.path, 'conditions'],
      'one condition in each policy: other tools for OpenSLO read only the first',
      `${policy.conditions.length} conditions`,
    );
  }
  if (policy.alertWhenBreaching === false) return [];
  return policy.conditions.flatMap(({ conditionRef, spec }, index) => {
    const here = below(at, 'conditions', index);
    if (spec && conditionRef === undefined) {
      return readCondition(spec, below(here, 'spec'));
    }
    const found =
      conditionRef === undefined || spec
        ? undefined
        : context.references.alertCondition(conditionRef);
    if (!found) {
      here.findings.error(
        [...here.path, 'conditionRef'],
        spec
          ? 'either conditionRef or a condition with kind and spec, not both'
          : 'the name of an AlertCondition of this file, or a condition with kind and spec',
      );
      return [];
    }
    context.uses(found.entry);
    return readCondition(found.data.spec, { ...found.entry, path: ['spec'] });
  });
}

function readCondition(spec: ConditionSpec, at: Spot): PlacedAlert[] {
  const { condition } = spec;
  const here = below(at, 'condition');
  const severity = severityOf(spec, at);
  const lookback = parseShorthand(condition.lookbackWindow);
  if (!lookback) {
    here.findings.error(
      [...here.path, 'lookbackWindow'],
      'a duration above 0, such as 1h',
    );
    return [];
  }
  const longMinutes = shorthandMinutes(lookback);
  if (longMinutes > longestMinutes) {
    here.findings.error(
      [...here.path, 'lookbackWindow'],
      `at most ${writeShorthand(longestMinutes)}`,
    );
    return [];
  }
  if (condition.op === 'lt' || condition.op === 'lte') {
    here.findings.error(
      [...here.path, 'op'],
      'gt: a budget is in danger when it burns faster, not slower',
    );
    return [];
  }
  if (condition.op === 'gte') {
    here.findings.warning(
      [...here.path, 'op'],
      'gt: a burn of exactly the threshold does not alert',
    );
  }
  const shortMinutes = shortMinutesOf(longMinutes);
  const after = parseShorthand(condition.alertAfter ?? '');
  if (after && shorthandMinutes(after) > shortMinutes) {
    here.findings.warning(
      [...here.path, 'alertAfter'],
      `at most ${writeShorthand(shortMinutes)}: instead of waiting, a second window of that length has to burn as well`,
    );
  }
  const alert = {
    severity,
    longMinutes,
    shortMinutes,
    factor: condition.threshold,
  };
  return [{ alert, at: here }];
}

function severityOf({ severity }: ConditionSpec, at: Spot): BurnSeverity {
  if (pages.test(severity)) return 'page';
  if (!tickets.test(severity)) {
    at.findings.warning(
      [...at.path, 'severity'],
      'page or ticket (or a usual word for one, such as critical or warning); taken as ticket',
    );
  }
  return 'ticket';
}
