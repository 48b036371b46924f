import type { Person } from '@gold-layer/backstage-plugin-common';

/** One thing that people write, as the backend has it: what is in it, and which version it is. */
export interface Saved<F extends object> {
  key: string;
  fields: F;
  version: number;
  by?: Person;
  at?: string;
}

/** A change on its way to the backend, with what its writer saw when beginning it. */
export interface PendingEdit<F extends object> {
  key: string;
  change: Partial<F>;
  base: F;
  version: number;
}

/** One more change on top of those still on their way. */
export function addChange<F extends object>(
  pending: PendingEdit<F> | undefined,
  saved: Saved<F>,
  change: Partial<F>,
): PendingEdit<F> {
  return {
    key: saved.key,
    change: { ...pending?.change, ...change },
    base: pending?.base ?? saved.fields,
    version: pending?.version ?? saved.version,
  };
}

/** What is left to send after `sent` has arrived: whatever was changed meanwhile. */
export function afterSaving<F extends object>(
  pending: PendingEdit<F>,
  sent: Partial<F>,
  saved: Saved<F>,
): PendingEdit<F> | undefined {
  const left = only(
    pending.change,
    name => !same(pending.change[name], sent[name]),
  );
  return left && onTopOf(saved, left);
}

/** What becomes of a change when somebody else was faster. */
export type Meeting<F extends object> =
  | { kind: 'same' }
  | { kind: 'apart'; pending: PendingEdit<F> }
  | { kind: 'clash' };

/**
 * Compares a refused change with what stands there now. Wanting the same is no
 * conflict, nor is having changed something else; only where both changed the
 * same part must a person choose.
 */
export function meet<F extends object>(
  pending: PendingEdit<F>,
  saved: Saved<F>,
): Meeting<F> {
  const { change, base } = pending;
  const theirs = saved.fields;
  const wanted = only(change, name => !same(change[name], theirs[name]));
  if (!wanted) return { kind: 'same' };
  const clash = namesOf(wanted).some(name => !same(theirs[name], base[name]));
  return clash
    ? { kind: 'clash' }
    : { kind: 'apart', pending: onTopOf(saved, wanted) };
}

/** The same change, now knowingly on top of what somebody else wrote. */
export function onTopOf<F extends object>(
  saved: Saved<F>,
  change: Partial<F>,
): PendingEdit<F> {
  const { key, fields, version } = saved;
  return { key, change, base: fields, version };
}

function only<F extends object>(
  change: Partial<F>,
  keep: (name: keyof F) => boolean,
): Partial<F> | undefined {
  const kept: Partial<F> = {};
  for (const name of namesOf(change)) {
    if (keep(name)) kept[name] = change[name];
  }
  return namesOf(kept).length > 0 ? kept : undefined;
}

function namesOf<F extends object>(fields: Partial<F>): (keyof F)[] {
  return Object.keys(fields) as (keyof F)[];
}

/** Fields are plain JSON: text, numbers, lists. */
function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
