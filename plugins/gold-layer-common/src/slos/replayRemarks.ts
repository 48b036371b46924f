import { unreachableReason } from './alerts';
import type { Replay } from './documents';
import { objectiveInWords } from './objective';
import type { SloSpec } from './spec';
import { isAbove } from './tolerance';
import { grouped, minutesInWords, percent } from './words';

/** What would surprise about a proposed SLO, in sentences. */
export function replayRemarks(
  spec: Pick<SloSpec, 'alerts' | 'objective'>,
  replay: Omit<Replay, 'slo' | 'problem' | 'remarks'>,
): string[] {
  const { coverage, days, remaining, eventsPerHour } = replay;
  const remarks: string[] = [];
  if (coverage === 0) {
    return [`Nothing was measured in the last ${days} days.`];
  }
  if (coverage < 0.8) {
    remarks.push(
      `Only ${percent(coverage, 1)} of the last ${days} days was measured; the rest counts as good here.`,
    );
  }
  if (remaining !== undefined && !isAbove(remaining, 0)) {
    remarks.push(
      `With ${objectiveInWords(spec.objective)} the budget would be used up today. Begin with a looser objective, or repair first what fails.`,
    );
  } else if (replay.minutesFrozen > 0) {
    remarks.push(
      `Changes would have been frozen for ${minutesInWords(replay.minutesFrozen)}.`,
    );
  }
  const needed = replay.eventsPerHourNeeded;
  if (
    eventsPerHour !== undefined &&
    needed !== undefined &&
    isAbove(needed, eventsPerHour)
  ) {
    remarks.push(
      `${grouped(eventsPerHour)} events an hour are few: below ${grouped(needed)}, one failure alone pages. Ask for a minimum of events, or count slices of time.`,
    );
  }
  if (replay.pages > 4) {
    remarks.push(
      `${replay.pages} pages in ${days} days are more than one a week; people stop listening.`,
    );
  }
  return [
    ...remarks,
    ...spec.alerts.flatMap(
      alert => unreachableReason(alert, spec.objective) ?? [],
    ),
  ];
}
