import {
  SloAlert,
  SloSpec,
  unreachableReason,
} from '@gold-layer/backstage-plugin-common';
import type { SloStatus } from '../records';

/** The burn alerts of an SLO as last evaluated; those that were not are unknown. */
export function presentAlerts(
  { alerts, objective }: SloSpec,
  status: SloStatus | undefined,
): SloAlert[] {
  return alerts.map(alert => {
    const evaluated = status?.alerts.find(
      known =>
        known.severity === alert.severity &&
        known.longMinutes === alert.longMinutes &&
        known.factor === alert.factor,
    );
    return {
      ...alert,
      state: 'unknown',
      ...evaluated,
      unreachable: unreachableReason(alert, objective),
    };
  });
}
