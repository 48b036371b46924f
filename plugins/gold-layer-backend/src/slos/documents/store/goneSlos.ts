import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { SloRecord } from '../../records';

/**
 * Remembers SLOs that no document wants any more. What they counted stays for
 * a while: a file that was moved, or a document that was kept too hastily, must
 * not cost a past that cannot be measured again; and whoever takes an SLO away
 * and declares it anew does not get rid of what it has counted.
 */
export async function rememberGone(
  tx: Knex.Transaction,
  slos: readonly SloRecord[],
  now: number,
): Promise<void> {
  const rows = slos.map(({ firstSeenAt, num, spec }) => ({
    num,
    id: spec.id,
    service_ref: spec.service,
    first_seen_at: firstSeenAt,
    gone_at: now,
  }));
  for (const chunk of chunked(rows, 5)) await tx('gone_slos').insert(chunk);
}

/** New SLOs, with the numbers of those among them that have been in force before. */
export async function takeBack(
  tx: Knex.Transaction,
  slos: Omit<SloRecord, 'num'>[],
): Promise<(Omit<SloRecord, 'num'> & { num?: number })[]> {
  const known = new Map<string, { num: number; firstSeenAt: number }>();
  for (const ids of chunked(slos.map(({ spec }) => spec.id))) {
    const rows = await tx('gone_slos').whereIn('id', ids).orderBy('gone_at');
    for (const { first_seen_at, id, num, service_ref } of rows) {
      const firstSeenAt = Number(first_seen_at);
      known.set(keyOf(id, service_ref), { num, firstSeenAt });
    }
  }
  const back = slos.map(slo => ({
    ...slo,
    ...known.get(keyOf(slo.spec.id, slo.spec.service)),
  }));
  for (const nums of chunked(back.flatMap(({ num }) => num ?? []))) {
    await tx('gone_slos').whereIn('num', nums).delete();
  }
  return back;
}

function keyOf(id: string, service: string): string {
  return `${id} ${service}`;
}
