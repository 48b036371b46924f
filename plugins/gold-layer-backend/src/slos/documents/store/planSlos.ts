import type { SloProblem } from '@gold-layer/backstage-plugin-common';
import type { SloRecord } from '../../records';
import type { ParsedDocument } from '../records';
import { DefaultSource, measureHash } from '../../measureHash';
import { sameJson, specHash } from './hashes';
import { hasErrors, problemsOf, rankOf, Resolved, Wanted } from './resolveSlos';

/** What has to be written so that the objectives in force are those wanted. */
export interface SloPlan {
  insert: Omit<SloRecord, 'num'>[];
  update: SloRecord[];
  /** Numbers of those that no document wants any more. */
  remove: SloRecord[];
  /** Numbers of updated ones of which something else is measured now. */
  remeasured: number[];
  /** New lines of the history of objectives, for updated ones. */
  objectives: SloRecord[];
}

/** What {@link planSlos} rests on. */
export interface PlanningGround {
  resolved: Resolved;
  /** All documents that were taken together. */
  documents: ParsedDocument[];
  /** SLOs in force: all of the services in question, and those of the ids wanted. */
  stored: SloRecord[];
  /** Services in question. */
  services: ReadonlySet<string>;
  defaultSource?: DefaultSource;
  now: number;
}

type Circumstances = Pick<PlanningGround, 'defaultSource' | 'now'>;

/**
 * Compares what documents want with what is in force. A document that is
 * broken, or could not be read whole, takes nothing away: what it gave before
 * stays, with its problems shown. Adds to `resolved.problems` where an id is
 * taken by another service.
 */
export function planSlos(ground: PlanningGround): SloPlan {
  const { defaultSource, documents, now, resolved, services, stored } = ground;
  const change = { defaultSource, now };
  const byId = new Map(stored.map(slo => [slo.spec.id, slo]));
  const byKey = new Map(documents.map(each => [each.key, each]));
  const plan: SloPlan = {
    insert: [],
    update: [],
    remove: [],
    remeasured: [],
    objectives: [],
  };
  const kept = new Set<string>();
  for (const slo of stored) {
    if (!services.has(slo.spec.service)) continue;
    const wanted = resolved.wanted.get(slo.spec.id);
    const document = byKey.get(slo.documentKey);
    if (document && stands(slo, { document, wanted })) {
      kept.add(slo.spec.id);
      update(plan, slo, { ...lastGood(slo, document, wanted), ...change });
    } else if (!wanted) plan.remove.push(slo);
  }
  for (const [id, wanted] of resolved.wanted) {
    if (kept.has(id)) continue;
    const before = byId.get(id);
    if (!before) plan.insert.push(toNew(wanted, change));
    else if (before.spec.service === wanted.spec.service) {
      update(plan, before, { ...wanted, ...change });
    } else {
      resolved.problems.get(wanted.documentKey)?.push(taken(before));
    }
  }
  return plan;
}

/** Whether an SLO stays as it is although its document does not give it now. */
function stands(
  slo: SloRecord,
  around: { document: ParsedDocument; wanted: Wanted | undefined },
): boolean {
  const { document, wanted } = around;
  if (!isBroken(document) || slo.invalid) return false;
  if (!wanted) return true;
  return wanted.documentKey === slo.documentKey
    ? wanted.invalid
    : rankOf(slo) <= rankOf(wanted);
}

/** Whether something that the document means to say is missing from what was read. */
export function isBroken(
  document: Pick<ParsedDocument, 'error' | 'problems'>,
): boolean {
  return document.error !== undefined || hasErrors(document.problems);
}

function lastGood(
  slo: SloRecord,
  document: ParsedDocument,
  wanted: Wanted | undefined,
): Wanted {
  return {
    spec: slo.spec,
    origin: slo.origin,
    documentKey: slo.documentKey,
    problems: problemsOf(document),
    invalid: false,
    shadowed: shadowedBy(slo, wanted),
  };
}

function shadowedBy(slo: SloRecord, wanted: Wanted | undefined) {
  if (!wanted) return [];
  if (wanted.documentKey === slo.documentKey) return wanted.shadowed;
  const { origin, shadowed } = wanted;
  return [{ origin, location: locationIn(wanted) }, ...shadowed];
}

/** A key is its origin, a colon and its place; the place is good enough for people. */
function locationIn({ documentKey, origin }: Wanted): string {
  return documentKey.slice(origin.length + 1);
}

function update(
  plan: SloPlan,
  before: SloRecord,
  { defaultSource, now, ...wanted }: Wanted & Circumstances,
): void {
  const same =
    specHash(before.spec) === specHash(wanted.spec) &&
    before.documentKey === wanted.documentKey &&
    before.invalid === wanted.invalid &&
    sameJson(before.problems, wanted.problems) &&
    sameJson(before.shadowed, wanted.shadowed);
  if (same) return;
  const measured = measureHash(wanted.spec, defaultSource);
  const measuresSame = measureHash(before.spec, defaultSource) === measured;
  const after: SloRecord = {
    ...before,
    ...wanted,
    // What was measured is known by what was worked out then, in whichever way.
    measureHash: measuresSame ? before.measureHash : measured,
    changedAt: now,
  };
  plan.update.push(after);
  if (!measuresSame) plan.remeasured.push(before.num);
  const { objective, window } = before.spec;
  const moved =
    objective !== wanted.spec.objective ||
    !sameJson(window, wanted.spec.window);
  if (moved) plan.objectives.push(after);
}

function toNew(
  wanted: Wanted,
  { defaultSource, now }: Circumstances,
): Omit<SloRecord, 'num'> {
  return {
    ...wanted,
    measureHash: measureHash(wanted.spec, defaultSource),
    firstSeenAt: now,
    changedAt: now,
  };
}

function taken(by: SloRecord): SloProblem {
  return {
    severity: 'error',
    path: 'metadata.name',
    found: by.spec.id,
    allowed: `another name: ${by.spec.service} has an SLO of that id already`,
  };
}
