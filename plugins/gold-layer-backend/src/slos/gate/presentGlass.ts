import type { BreakGlass, Person } from '@gold-layer/backstage-plugin-common';
import type { People } from '../../people';
import type { UsedGlass } from './BrokenGlassStore';

/** Broken glass as people see it, with one look at their names. */
export async function presentGlass(
  records: UsedGlass[],
  options: { people: People; now: number },
): Promise<BreakGlass[]> {
  const { people, now } = options;
  const named = await people.describe(
    records.flatMap(({ by, endedBy }) => [by, ...(endedBy ? [endedBy] : [])]),
  );
  const person = (ref: string): Person => named.get(ref) ?? { ref, title: ref };
  return records.map(record => {
    const { id, service, reason, endedBy, endedAt, used } = record;
    return {
      id,
      service,
      by: person(record.by),
      reason,
      at: iso(record.at),
      until: iso(record.until),
      ...(endedBy !== undefined && endedAt !== undefined
        ? { ended: { by: person(endedBy), at: iso(endedAt) } }
        : {}),
      active: endedAt === undefined && now < record.until,
      used,
    };
  });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
