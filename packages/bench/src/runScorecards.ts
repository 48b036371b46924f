import { join } from 'node:path';
import { measureDriftOfAll, measureDriftOfOne, driftTask } from './drift';
import { pushEverything } from './facts';
import { writePaperwork } from './paperwork/writePaperwork';
import { measurePaperwork } from './paperworkScenarios';
import { DatabaseName, Portal } from './Portal';
import { profiled } from './profiled';
import { say } from './say';
import {
  measureFullEvaluation,
  measurePush,
  measureReads,
  restrictedReader,
} from './scenarios';
import { BackgroundTask } from './task';

/** What is found out about scorecards and paperwork. */
export type ScorecardsRun = Awaited<ReturnType<typeof runScorecards>>;

/** Measures a backend with facts, scorecards, reviews, assessments and waivers of all services. */
export async function runScorecards(options: {
  backend: string;
  database: DatabaseName;
  services: number;
  /** Folder for a profile of the comparison of all approvals. */
  profiles?: string;
}) {
  const { database, profiles, services } = options;
  const portal = await Portal.start(options);
  try {
    await portal.settled(services);
    say('pushing facts');
    const pushed = await pushEverything(portal, services);
    await portal.settled(services);
    say('reading');
    const reads = await measureReads(portal);
    await portal.post('reading/restrict', {});
    const restricted = await measureReads(portal, restrictedReader);
    await portal.post('reading/free', {});
    say('pushing one fact at a time');
    const push = await measurePush(portal);
    say('scoring everything again');
    const full = await measureFullEvaluation(portal, '1.0.1');
    await BackgroundTask.of(portal, driftTask).untilFirstRun();
    say('writing paperwork');
    const fact = await writePaperwork(portal, services);
    await portal.settled(services);
    say('comparing approvals with facts');
    const drift = {
      all: await profiled(
        portal,
        profiles && join(profiles, `drift-${database}`),
        () => measureDriftOfAll(portal),
      ),
      again: await measureDriftOfAll(portal),
      one: await measureDriftOfOne(portal, { fact, services }),
    };
    say('reading paperwork');
    const paperwork = await measurePaperwork(portal);
    return { pushed, reads, restricted, push, full, paperwork, drift };
  } finally {
    await portal.stop();
  }
}
