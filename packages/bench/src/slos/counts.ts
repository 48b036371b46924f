/**
 * What the SLOs of the bench count, by the SLO's number and the five minutes
 * since 1970: told twice, as SQL for what is written and as a function for what
 * the stand-in for Prometheus answers. Both speak in whole numbers only, so
 * that they say the same.
 *
 * Seven in ten go on well, three spend most of their budget or more. An hour in
 * every week two per cent of what an SLO counts fails; at another time for each,
 * so that at any time some begin to alert and others end. One in a hundred is
 * idle, one was never seen, and one lacks every third hour.
 */

/** Two weeks in a row of five minutes each would be the same. */
const weekOfFives = 2016;
const hourOfFives = 12;

const usual = { well: 100, much: 500, most: 800, over: 1300, incident: 20_000 };

/** Counts of one bucket; nothing where it was not measured. */
export function countsOf(
  num: number,
  five: number,
): { bad: number; total: number } | undefined {
  if (num % 100 === 51) return undefined;
  if (num % 100 === 52 && Math.floor(five / hourOfFives) % 3 === 0) {
    return undefined;
  }
  if (num % 100 === 50) return { bad: 0, total: 0 };
  const total = 200 + ((num * 37 + five * 11) % 600);
  return { bad: (total * perMillion(num, five)) / 1_000_000, total };
}

/** Whether an SLO has an incident: its alert fires. */
export function hasIncident(num: number, five: number): boolean {
  return (num * 7919 + five) % weekOfFives < hourOfFives;
}

/** The same over columns or expressions of SQL. */
export function countsInSql(num: string, five: string) {
  const total = `case when ${num} % 100 = 50 then 0 else 200 + (${num} * 37 + ${five} * 11) % 600 end`;
  const share = `case
    when (${num} * 7919 + ${five}) % ${weekOfFives} < ${hourOfFives} then ${usual.incident}
    when ${num} % 20 < 14 then ${usual.well} when ${num} % 20 < 17 then ${usual.much}
    when ${num} % 20 < 19 then ${usual.most} else ${usual.over} end`;
  return {
    total: `(${total})`,
    bad: `cast((${total}) * (${share}) as double precision) / 1000000`,
    measured: `${num} % 100 <> 51
      and (${num} % 100 <> 52 or (${five} / ${hourOfFives}) % 3 <> 0)`,
  };
}

function perMillion(num: number, five: number): number {
  if (hasIncident(num, five)) return usual.incident;
  if (num % 20 < 14) return usual.well;
  if (num % 20 < 17) return usual.much;
  return num % 20 < 19 ? usual.most : usual.over;
}
