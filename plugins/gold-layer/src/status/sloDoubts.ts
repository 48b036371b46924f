import type { SloHealth } from '@gold-layer/backstage-plugin-common';
import { isTooOld } from '../slos/evaluationAge';
import { count } from '../ui';

/** What keeps the numbers of SLOs from being right. */
export function heavySloDoubts(slos: SloHealth, now: number): string[] {
  const { source } = slos.failing;
  const stopped = stoppedWords(slos, now);
  return [
    ...(source > 0
      ? [
          `${count(source, 'SLO')} cannot be measured, as ${source === 1 ? 'its' : 'their'} source does not answer. Last numbers grow stale; nothing counts as good meanwhile.`,
        ]
      : []),
    ...(stopped ? [stopped] : []),
  ];
}

/** Why numbers are not worked out any more; undefined while they are. */
function stoppedWords(
  { error, evaluatedAt, origins }: SloHealth,
  now: number,
): string | undefined {
  if (origins.every(each => each.count === 0)) return undefined;
  if (error) {
    return 'The last evaluation of SLOs broke off; their numbers may be old.';
  }
  if (evaluatedAt === undefined) {
    return 'No numbers of SLOs have been worked out yet; the first come within minutes of a start.';
  }
  return isTooOld(evaluatedAt, now)
    ? 'The numbers of SLOs are not worked out any more. What has happened since the last evaluation is not in them.'
    : undefined;
}

/** What limits what is told of SLOs. */
export function lightSloDoubts(slos: SloHealth): string[] {
  const { failing, homeless, waiting } = slos;
  const unread = slos.unreadableCount + slos.broken.length;
  return [
    ...(unread > 0
      ? [
          `${count(unread, 'SLO document')} could not be read or ${unread === 1 ? 'has' : 'have'} errors; what stood before still holds.`,
        ]
      : []),
    ...(failing.query > 0
      ? [
          `${count(failing.query, 'SLO')} cannot be measured, as ${failing.query === 1 ? 'its query is' : 'their queries are'} wrong.`,
        ]
      : []),
    ...(homeless.length > 0
      ? [
          `${count(homeless.length, 'SLO')} ${homeless.length === 1 ? 'speaks of a service' : 'speak of services'} that the catalog does not have.`,
        ]
      : []),
    ...(waiting > 0
      ? [
          `${count(waiting, 'SLO')} ${waiting === 1 ? 'has' : 'have'} changed since ${waiting === 1 ? 'its' : 'their'} numbers were worked out.`,
        ]
      : []),
  ];
}
