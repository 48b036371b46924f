import type { SchedulerService } from '@backstage/backend-plugin-api';
import { HistoryImport, HistoryImportOptions } from './HistoryImport';

export { importedId, isThere, uuidOf } from './PastImporter';
export type { ImportOutcome, Origin, PastImporter } from './PastImporter';

/** What the room of history needs from the backend. */
export interface HistoryOptions extends HistoryImportOptions {
  scheduler: SchedulerService;
}

/** Builds the room that takes over paperwork from before the portal. */
export function createHistory({ scheduler, ...options }: HistoryOptions) {
  const history = HistoryImport.create(options);
  return {
    /** Begins to take over, at once and every hour, and sooner while a catalog fills in that records wait for. */
    start: async () => {
      if (options.sources.length === 0) return;
      await scheduler.scheduleTask({
        id: 'history-import',
        scope: 'global',
        frequency: { minutes: 1 },
        initialDelay: { seconds: 5 },
        timeout: { minutes: 30 },
        fn: retrying(signal => history.run({ signal })),
      });
    },
    /** Takes over now. */
    run: (until: { signal: AbortSignal }) => history.run(until),
  };
}

const hourMs = 60 * 60 * 1000;

/** A new portal knows its services after a minute or two; what still waits then may do so for long. */
const hurriedRuns = 15;

function retrying(run: (signal: AbortSignal) => Promise<number>) {
  let runs = 0;
  let next = 0;
  return async (signal: AbortSignal) => {
    if (Date.now() < next) return;
    const waiting = await run(signal);
    runs += 1;
    next = waiting > 0 && runs < hurriedRuns ? 0 : Date.now() + hourMs;
  };
}
