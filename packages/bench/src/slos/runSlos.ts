import { join } from 'node:path';
import { DatabaseName, Portal } from '../Portal';
import { say } from '../say';
import { BackgroundTask } from '../task';
import {
  holdEvaluations,
  measureEvaluation,
  SloEvaluation,
  untilNextBucket,
} from './evaluation';
import { PlannedDocument, planDocuments } from './plan';
import { measureSloReads } from './sloScenarios';
import { StandInPrometheus } from './StandInPrometheus';
import { storageOfYear, TableSize } from './storage';

/** What is found out about SLOs. */
export type SlosRun = Awaited<ReturnType<typeof runSlos>>;

/** Documents that are written in one go. */
const atOnce = 500;

/** Measures a backend with as many SLOs as services. */
export async function runSlos(options: {
  backend: string;
  database: DatabaseName;
  services: number;
  /** Folder for profiles of evaluations. */
  profiles?: string;
}) {
  say(`planning SLOs of ${options.services} services`);
  const documents = planDocuments(options.services);
  const prometheus = await StandInPrometheus.start(documents);
  try {
    const portal = await Portal.start({
      ...options,
      prometheus: prometheus.url,
    });
    try {
      await portal.settled(options.services);
      // Documents are read anew once in the life of a process, soon after its start.
      await BackgroundTask.of(portal, 'slo-documents-walk').untilFirstRun();
      await holdEvaluations(portal);
      return await measureSlos(portal, { ...options, documents, prometheus });
    } finally {
      await portal.stop();
    }
  } finally {
    await prometheus.stop();
  }
}

async function measureSlos(
  portal: Portal,
  options: {
    database: DatabaseName;
    documents: PlannedDocument[];
    profiles?: string;
    prometheus: StandInPrometheus;
  },
) {
  const { database, documents, profiles, prometheus } = options;
  say('writing SLOs and what they counted');
  const writing = performance.now();
  await writeSlos(portal, documents);
  const writtenSeconds = (performance.now() - writing) / 1000;
  const tables = await portal.post<TableSize[]>('slos/storage', {});
  say('evaluating for the first time');
  const first = await measureEvaluation(portal, {
    prometheus,
    profile: profiles && join(profiles, `first-${database}`),
  });
  await portal.post('slos/statistics', {});
  say('reading SLOs');
  const reads = await measureSloReads(portal, documents);
  say('evaluating again, once five minutes are over');
  const evaluations: SloEvaluation[] = [];
  for (let n = 0; n < 2; n++) {
    await untilNextBucket(portal);
    evaluations.push(await measureEvaluation(portal, { prometheus }));
  }
  if (profiles) {
    await untilNextBucket(portal);
    const profile = join(profiles, `evaluation-${database}`);
    await measureEvaluation(portal, { prometheus, profile });
  }
  return {
    writtenSeconds,
    storage: { tables, ...storageOfYear(tables) },
    first,
    evaluations,
    reads,
  };
}

async function writeSlos(
  portal: Portal,
  documents: PlannedDocument[],
): Promise<void> {
  const now = Date.now();
  const end = Math.floor(now / 300_000) * 5;
  for (let at = 0; at < documents.length; at += atOnce) {
    const some = documents.slice(at, at + atOnce);
    await portal.post('slos/documents', { documents: some, end, now });
  }
  const slos = documents.reduce((sum, each) => sum + each.slos.length, 0);
  await portal.post('slos/buckets', { slos, end });
  await portal.post('slos/statistics', {});
}
