import { percent } from '@gold-layer/backstage-plugin-common';
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
  service: NamedService,
): Notice | undefined {
  const words = wordsOf(step, `${spec.title} of ${service.title}`);
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

function wordsOf(step: ToldStep, slo: string): Words | undefined {
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
          description: `${left} By its policy, changes are frozen until enough of it is back.`,
          severity: 'high',
        };
  }
  if (wasFrozen && !frozen) {
    return {
      title: `Freeze over: ${slo}`,
      description: `${left} Changes may go out again by the rules of its policy.`,
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
