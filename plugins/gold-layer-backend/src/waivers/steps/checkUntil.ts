import { InputError } from '@backstage/errors';
import {
  latestWaiverDay,
  ShownTier,
  WaiverPolicy,
  waiverTier,
} from '@gold-layer/backstage-plugin-common';

/**
 * Refuses a last day that has passed or lies beyond the tier's cap.
 *
 * @throws InputError naming the days allowed
 */
export function checkUntil(
  policy: WaiverPolicy,
  asked: { until: string; tier: ShownTier; now: number },
): void {
  const { until, tier, now } = asked;
  const today = new Date(now).toISOString().slice(0, 10);
  const latest = latestWaiverDay(policy, tier, now);
  if (until >= today && until <= latest) return;
  const longest = policy.longest[waiverTier(tier)];
  throw new InputError(
    `body.until: expected a day from ${today} to ${latest} (${longest} for tier ${tier}), found ${until}`,
  );
}
