import type { Knex } from 'knex';
import { chunked, toNumber } from '../database/rows';
import { groupClosure } from './groupClosure';

/** A group as the catalog shows it. */
export interface CatalogGroup {
  ref: string;
  uid?: string;
  etag?: string;
  title: string;
  parent?: string;
  /** Refs of the people directly in it. */
  members: string[];
}

/** The projection of the catalog's groups: tree, closure and head counts. */
export class GroupStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): GroupStore {
    return new GroupStore(options.database);
  }

  /**
   * Stores what changed among the groups and answers the refs of every group
   * that came, went or now counts other people. Tree and counts are worked out
   * anew in the same transaction, so that a reader never sees half a tree.
   */
  async update(changed: CatalogGroup[], gone: string[]): Promise<string[]> {
    return this.#knex.transaction(async tx => {
      const before = await headCounts(tx);
      const refs = [...gone, ...changed.map(group => group.ref)];
      for (const chunk of chunked(refs)) {
        await tx('groups').whereIn('ref', chunk).delete();
        await tx('group_members').whereIn('group_ref', chunk).delete();
      }
      for (const chunk of chunked(changed, 6)) {
        await tx('groups').insert(chunk.map(toRow));
      }
      const members = changed.flatMap(group =>
        [...new Set(group.members)].map(user_ref => ({
          group_ref: group.ref,
          user_ref,
        })),
      );
      for (const chunk of chunked(members, 2)) {
        await tx('group_members').insert(chunk);
      }
      await rebuildClosure(tx);
      await recount(tx);
      const after = await headCounts(tx);
      return [...new Set([...before.keys(), ...after.keys()])].filter(
        ref => before.get(ref) !== after.get(ref),
      );
    });
  }

  /** Known groups among the refs, with the number of people in each. */
  async headCounts(refs: string[]): Promise<Map<string, { members: number }>> {
    const found = new Map<string, { members: number }>();
    for (const chunk of chunked(refs)) {
      const rows = await this.#knex('groups')
        .select('ref', 'members')
        .whereIn('ref', chunk);
      for (const row of rows) {
        found.set(row.ref, { members: toNumber(row.members) });
      }
    }
    return found;
  }

  /** A group as shown beside a service; ancestors nearest first. */
  async describe(ref: string): Promise<
    | {
        ref: string;
        title: string;
        members: number;
        ancestors: string[];
      }
    | undefined
  > {
    const row = await this.#knex('groups').where({ ref }).first();
    if (!row) return undefined;
    const above = await this.#knex('group_closure')
      .where('descendant_ref', ref)
      .where('distance', '>', 0)
      .orderBy('distance')
      .pluck<string[]>('ancestor_ref');
    return {
      ref,
      title: row.title,
      members: toNumber(row.members),
      ancestors: above,
    };
  }
}

function toRow(group: CatalogGroup) {
  return {
    ref: group.ref,
    uid: group.uid ?? null,
    etag: group.etag ?? null,
    title: group.title,
    parent_ref: group.parent ?? null,
    members: 0,
  };
}

async function headCounts(tx: Knex.Transaction): Promise<Map<string, number>> {
  const rows = await tx('groups').select('ref', 'members');
  return new Map(rows.map(row => [row.ref, toNumber(row.members)]));
}

async function rebuildClosure(tx: Knex.Transaction): Promise<void> {
  const groups = await tx('groups').select<
    { ref: string; parent_ref: string | null }[]
  >('ref', 'parent_ref');
  const closure = groupClosure(
    new Map(groups.map(group => [group.ref, group.parent_ref ?? undefined])),
  );
  await tx('group_closure').delete();
  for (const chunk of chunked(closure, 3)) {
    await tx('group_closure').insert(
      chunk.map(({ ancestor, descendant, distance }) => ({
        ancestor_ref: ancestor,
        descendant_ref: descendant,
        distance,
      })),
    );
  }
}

/** Somebody in two groups below counts once. */
async function recount(tx: Knex.Transaction): Promise<void> {
  const counts = await tx('group_closure')
    .join('group_members', 'group_ref', 'descendant_ref')
    .groupBy('ancestor_ref')
    .select<{ ref: string; members: number | string }[]>(
      'ancestor_ref as ref',
      tx.raw('count(distinct user_ref) as members'),
    );
  await tx('groups').update({ members: 0 });
  const bySize = new Map<number, string[]>();
  for (const { ref, members } of counts) {
    const size = toNumber(members);
    bySize.set(size, [...(bySize.get(size) ?? []), ref]);
  }
  for (const [members, refs] of bySize) {
    for (const chunk of chunked(refs)) {
      await tx('groups').whereIn('ref', chunk).update({ members });
    }
  }
}
