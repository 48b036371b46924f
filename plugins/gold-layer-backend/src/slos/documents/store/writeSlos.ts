import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { SloRecord } from '../../records';
import type { SloPlan } from './planSlos';
import { fromSlo, sloColumns } from './sloRows';

/** Writes what was planned, in sets; answers the numbers of new SLOs. */
export async function writeSlos(
  tx: Knex.Transaction,
  plan: SloPlan,
  now: number,
): Promise<number[]> {
  for (const chunk of chunked(plan.remove.map(({ num }) => num))) {
    for (const table of ['slo_reviews', 'slo_objectives', 'slos']) {
      await tx(table).whereIn('num', chunk).delete();
    }
  }
  const updated = plan.update.map(slo => ({ num: slo.num, ...fromSlo(slo) }));
  for (const chunk of chunked(updated, sloColumns.length + 2)) {
    await tx('slos')
      .insert(chunk)
      .onConflict('num')
      .merge([...sloColumns]);
  }
  const added = await insert(tx, plan.insert);
  await noteObjectives(tx, [...added, ...plan.objectives], now);
  return added.map(({ num }) => num);
}

async function insert(
  tx: Knex.Transaction,
  slos: Omit<SloRecord, 'num'>[],
): Promise<Pick<SloRecord, 'num' | 'spec'>[]> {
  const byId = new Map(slos.map(slo => [slo.spec.id, slo.spec]));
  const added: Pick<SloRecord, 'num' | 'spec'>[] = [];
  for (const chunk of chunked(slos.map(fromSlo), sloColumns.length + 1)) {
    const rows: { num: number; id: string }[] = await tx('slos')
      .insert(chunk)
      .returning(['num', 'id']);
    for (const { num, id } of rows) {
      const spec = byId.get(id);
      if (spec) added.push({ num, spec });
    }
  }
  return added;
}

async function noteObjectives(
  tx: Knex.Transaction,
  slos: Pick<SloRecord, 'num' | 'spec'>[],
  since: number,
): Promise<void> {
  const rows = slos.map(({ num, spec }) => ({
    num,
    since,
    objective: spec.objective,
    window: JSON.stringify(spec.window),
  }));
  for (const chunk of chunked(rows, 4)) {
    await tx('slo_objectives')
      .insert(chunk)
      .onConflict(['num', 'since'])
      .merge(['objective', 'window']);
  }
}
