import type { Knex } from 'knex';
import { partition, pick } from 'lodash';
import { chunked } from '../../../database/rows';
import type { SloRecord } from '../../records';
import { rememberGone, takeBack } from './goneSlos';
import type { SloPlan } from './planSlos';
import { fromSlo, sloColumns } from './sloRows';

/** Writes what was planned, in sets; answers the numbers of new SLOs. */
export async function writeSlos(
  tx: Knex.Transaction,
  plan: SloPlan,
  now: number,
): Promise<number[]> {
  for (const chunk of chunked(plan.remove.map(({ num }) => num))) {
    await tx('slos').whereIn('num', chunk).delete();
  }
  await rememberGone(tx, plan.remove, now);
  const updated = plan.update.map(slo => ({ num: slo.num, ...fromSlo(slo) }));
  for (const chunk of chunked(updated, sloColumns.length + 2)) {
    await tx('slos')
      .insert(chunk)
      .onConflict('num')
      .merge([...sloColumns]);
  }
  const added = await insert(tx, await takeBack(tx, plan.insert));
  await noteObjectives(tx, [...added, ...plan.objectives], now);
  return added.map(({ num }) => num);
}

async function insert(
  tx: Knex.Transaction,
  slos: (Omit<SloRecord, 'num'> & { num?: number })[],
): Promise<Pick<SloRecord, 'num' | 'spec'>[]> {
  const byId = new Map(slos.map(slo => [slo.spec.id, slo.spec]));
  const added: Pick<SloRecord, 'num' | 'spec'>[] = [];
  // A number is either given or the next one: no statement has both.
  for (const some of partition(slos, ({ num }) => num === undefined)) {
    const stored = some.map(slo => ({
      ...fromSlo(slo),
      ...pick(slo, 'num'),
    }));
    for (const chunk of chunked(stored, sloColumns.length + 2)) {
      const rows: { num: number; id: string }[] = await tx('slos')
        .insert(chunk)
        .returning(['num', 'id']);
      for (const { num, id } of rows) {
        const spec = byId.get(id);
        if (spec) added.push({ num, spec });
      }
    }
  }
  return added;
}

/** A line for each objective that differs from the last one known. */
async function noteObjectives(
  tx: Knex.Transaction,
  slos: Pick<SloRecord, 'num' | 'spec'>[],
  since: number,
): Promise<void> {
  const last = await lastObjectives(tx, slos);
  const rows = slos
    .map(({ num, spec }) => ({
      num,
      since,
      objective: spec.objective,
      window: JSON.stringify(spec.window),
    }))
    .filter(row => last.get(row.num) !== lineOf(row));
  for (const chunk of chunked(rows, 4)) {
    await tx('slo_objectives')
      .insert(chunk)
      .onConflict(['num', 'since'])
      .merge(['objective', 'window']);
  }
}

async function lastObjectives(
  tx: Knex.Transaction,
  slos: Pick<SloRecord, 'num'>[],
): Promise<Map<number, string>> {
  const last = new Map<number, string>();
  for (const nums of chunked(slos.map(({ num }) => num))) {
    const rows = await tx('slo_objectives')
      .whereIn('num', nums)
      .orderBy('since');
    for (const row of rows) last.set(row.num, lineOf(row));
  }
  return last;
}

function lineOf({
  objective,
  window,
}: {
  objective: string;
  window: string;
}): string {
  return `${objective} ${window}`;
}
