import {
  BurnSeverity,
  grouped,
  minutesInWords,
  RuleState,
  SloSpec,
  whyNoRules,
} from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../../notices';
import type { SloRecord, SloStatus } from '../../records';
import type { Burn } from '../store/BurnStore';
import type { NamedService } from './SloServices';

const meant: Record<BurnSeverity, Pick<Notice, 'title' | 'severity'>> = {
  page: { title: 'Budget burns fast enough to page', severity: 'high' },
  ticket: {
    title: 'Budget burns fast enough for a ticket',
    severity: 'normal',
  },
};

/** Why it is the portal that says so. */
const reasons: Record<Exclude<RuleState, 'loaded'>, string> = {
  'not-needed': 'Its numbers are pushed, so no other alert watches them.',
  missing: 'The rules that would alert are not loaded at its source.',
  older: 'Its source has older rules, which may not alert as they should.',
  different: 'Its source has other rules, which may not alert as they should.',
  unknown: 'Nobody knows whether the rules that would alert are loaded.',
};

/** What owners are told of a burn alert that nobody else tells them of; nothing where its source does. */
export function burnNotice(
  burn: Burn,
  { spec }: SloRecord,
  around: { service: NamedService; status: SloStatus },
): Notice | undefined {
  const { service, status } = around;
  if (status.rules === 'loaded' || service.owners.length === 0) {
    return undefined;
  }
  const { title, severity } = meant[burn.severity];
  return {
    title: `${title}: ${spec.title} of ${service.title}`,
    description: [paceOf(burn.severity, status), reasonOf(spec, status.rules)]
      .filter(Boolean)
      .join(' '),
    severity,
    to: service.owners,
    path: `/slos/${encodeURIComponent(spec.id)}`,
    key: `slo-burn:${spec.id}:${burn.severity}:${burn.since}`,
    once: true,
  };
}

function reasonOf(spec: SloSpec, rules: keyof typeof reasons): string {
  return rules === 'unknown' && whyNoRules(spec) !== undefined
    ? 'No rules that would alert can be generated from its document.'
    : reasons[rules];
}

/** By the alert that burns fastest. */
function paceOf(
  severity: BurnSeverity,
  { alerts }: SloStatus,
): string | undefined {
  const [fastest] = alerts
    .filter(alert => alert.severity === severity && alert.state === 'firing')
    .sort((a, b) => (b.long ?? 0) - (a.long ?? 0));
  return fastest?.long === undefined
    ? undefined
    : `Over the last ${minutesInWords(fastest.longMinutes)} it burnt ${grouped(fastest.long)} times as fast as allowed.`;
}
