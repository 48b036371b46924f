import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { insertRows } from '../insert';
import type { PlannedDocument } from './plan';

const dayMs = 24 * 3_600_000;

/** Long enough ago that all windows are known. */
const knownForDays = 100;

/**
 * Writes documents that are kept in the portal, with what follows from them:
 * SLOs, their objectives, deploys of their services, and how far measuring has
 * come. How they stand is left to the backend.
 */
export async function writeDocuments(
  knex: Knex,
  options: {
    documents: PlannedDocument[];
    /** End of what was measured, in minutes since 1970. */
    end: number;
    now: number;
  },
): Promise<void> {
  const { documents, end, now } = options;
  const since = now - knownForDays * dayMs;
  const slos = documents.flatMap(({ slos: some, ...document }) =>
    some.map(slo => ({ ...slo, document })),
  );
  await knex.transaction(async tx => {
    await insertRows(
      tx,
      'slo_documents',
      documents.map(document => documentRow(document, now)),
    );
    await insertRows(
      tx,
      'slos',
      slos.map(slo => sloRow(slo, since)),
    );
    await insertRows(
      tx,
      'slo_objectives',
      slos.map(({ num, spec }) => ({
        num,
        since,
        objective: spec.objective,
        window: JSON.stringify(spec.window),
      })),
    );
    await insertRows(
      tx,
      'slo_status',
      slos.map(({ num, spec }) => statusRow(num, measureHash(spec), end)),
    );
    await insertRows(
      tx,
      'slo_marks',
      documents.flatMap(({ service }) => deploysOf(service, now)),
    );
  });
}

type Slo = PlannedDocument['slos'][number] & {
  document: Omit<PlannedDocument, 'slos'>;
};

function documentRow(
  { problems, service, text }: PlannedDocument,
  now: number,
) {
  return {
    key: keyOf(service),
    origin: 'portal',
    service_ref: service,
    location: 'Kept in the portal',
    url: null,
    text,
    hash: hashOf(text),
    etag: null,
    problems: JSON.stringify(problems),
    error: null,
    version: 1,
    changed_by: 'user:default/person-0-0',
    changed_at: now,
    read_at: now,
    gone_since: null,
  };
}

function sloRow({ document, num, spec }: Slo, since: number) {
  const words = [spec.id, spec.title, spec.service, spec.description];
  return {
    num,
    id: spec.id,
    service_ref: spec.service,
    document_key: keyOf(spec.service),
    title: spec.title,
    origin: 'portal',
    spec: JSON.stringify(spec),
    hash: hashOf(JSON.stringify(spec)),
    measure_hash: measureHash(spec),
    objective: Number(spec.objective),
    sli_type: 'prometheus',
    window_days: spec.window.kind === 'rolling' ? spec.window.days : null,
    problems: JSON.stringify(document.problems),
    invalid: 0,
    shadowed: '[]',
    search_text: words.join('\n').toLowerCase(),
    first_seen_at: since,
    changed_at: since,
  };
}

/** As of an SLO that was measured and never looked at. */
function statusRow(num: number, hash: string, end: number) {
  return {
    num,
    state: 'no-data',
    state_rank: 0,
    coverage: 0,
    budget: 'unknown',
    budget_rank: 0,
    frozen: 0,
    forecast: '{}',
    sparkline: '[]',
    firing: 0,
    alerts: '[]',
    rules: 'unknown',
    measured_until: end * 60_000,
    as_of: end * 60_000,
    never_seen: 0,
    measure_hash: hash,
    marks: 1,
    marks_done: 0,
  };
}

/** Twice a week. */
function deploysOf(service: string, now: number) {
  return Array.from({ length: 8 }, (_, nth) => ({
    service_ref: service,
    kind: 'deploy',
    key: `v1.${nth}`,
    from: now - (nth * 3.5 + 1) * dayMs,
    to: null,
    title: `v1.${nth}`,
    url: `https://ci.example/${nth}`,
  }));
}

function keyOf(service: string): string {
  return `portal:${service}`;
}

/** The same for an SLO and its numbers is all that it has to be. */
function measureHash({ method, sli }: Slo['spec']): string {
  return hashOf(JSON.stringify({ method, sli }));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
