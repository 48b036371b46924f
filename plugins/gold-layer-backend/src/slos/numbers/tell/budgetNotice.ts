import { GateVerdict, percent } from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../../notices';
import type { SloRecord } from '../../records';
import type { ToldStep } from '../store/ChangeStore';
import type { NamedService } from './SloServices';

/**
 * What owners are told of a step of a budget: that it is used up, that it is
 * running low, that a freeze is over. Nothing of steps that only say that
 * nothing is known, or is known again, and nothing of good news but that.
 */
export function budgetNotice(
  step: ToldStep,
  { spec }: SloRecord,
  around: {
    service: NamedService;
    /** What the policy says to ordinary changes while nothing is left. */
    gate: GateVerdict;
  },
): Notice | undefined {
  const { gate, service } = around;
  const slo = `${spec.title} of ${service.title}`;
  const words = wordsOf(step, { slo, gate });
  if (!words || service.owners.length === 0) return undefined;
  return {
    ...words,
    to: service.owners,
    path: `/slos/${encodeURIComponent(spec.id)}`,
    key: `slo-budget:${spec.id}:${step.id}`,
    once: true,
  };
}

type Words = Pick<Notice, 'title' | 'description' | 'severity'>;

const usedUp: Record<GateVerdict, string> = {
  deny: 'By its policy, changes are frozen until enough of it is back.',
  conditions:
    'By its policy, changes go out under conditions until enough of it is back.',
  allow:
    'Its policy lets changes through all the same, and says what to do now.',
};

function wordsOf(
  step: ToldStep,
  { slo, gate }: { slo: string; gate: GateVerdict },
): Words | undefined {
  const { frozen, lastKnown, to, wasFrozen } = step;
  const left =
    step.remaining === undefined
      ? 'Nothing is known of the rest.'
      : `${percent(step.remaining)} of the budget is left.`;
  if (to === 'exhausted') {
    return lastKnown === 'exhausted'
      ? undefined
      : {
          title: `Error budget used up: ${slo}`,
          description: `${left} ${usedUp[gate]}`,
          severity: 'high',
        };
  }
  if (wasFrozen && !frozen) {
    return gate === 'deny'
      ? {
          title: `Freeze over: ${slo}`,
          description: `${left} Changes may go out again by the rules of its policy.`,
          severity: 'normal',
        }
      : {
          title: `Error budget back: ${slo}`,
          description: `${left} What its policy asked for while it was used up is over.`,
          severity: 'normal',
        };
  }
  // A known state to compare with says whether it became worse; on the way up nobody is disturbed.
  if (frozen || to === 'unknown' || to === 'healthy') return undefined;
  const worse =
    lastKnown === undefined ||
    lastKnown === 'healthy' ||
    (lastKnown === 'warning' && to === 'critical');
  if (!worse) return undefined;
  return {
    title: `Error budget ${to === 'critical' ? 'nearly used up' : 'running low'}: ${slo}`,
    description: `${left} Its policy says what to do now.`,
    severity: to === 'critical' ? 'normal' : 'low',
  };
}
