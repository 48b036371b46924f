import type {
  CatalogFreshness,
  ServiceRow,
} from '@gold-layer/backstage-plugin-common';

const fixedColumns = [
  'ref',
  'name',
  'title',
  'type',
  'lifecycle',
  'tier',
  'owner',
  'system',
  'domain',
  'gaps',
];

/** The header line; each scorecard adds four columns, and the age of it all stands last. */
export function csvHeader(scorecards: string[]): string {
  return csvLine([
    ...fixedColumns,
    ...scorecards.flatMap(name => [
      `${name} level`,
      `${name} checks to next level`,
      `${name} coverage`,
      `${name} trend`,
    ]),
    'stale since',
  ]);
}

/**
 * One service as a line; what is not known stays empty. While the catalog is
 * out of reach each line says since when: lines are sorted and cut out, and a
 * remark above them would be lost.
 */
export function csvService(
  row: ServiceRow,
  scorecards: string[],
  { stale, confirmedAt }: CatalogFreshness,
): string {
  return csvLine([
    row.ref,
    row.name,
    row.title,
    row.type,
    row.lifecycle,
    row.tier,
    row.owner,
    row.system,
    row.domain,
    row.gaps.join(' '),
    ...scorecards.flatMap(name => {
      const standing = row.standings.find(it => it.scorecard === name);
      if (!standing) return ['', '', '', ''];
      const { level = 'none', toNext, coverage, trend } = standing;
      return [level, toNext, coverage, trend];
    }),
    stale ? (confirmedAt ?? 'unknown') : '',
  ]);
}

/** A line of RFC 4180. */
export function csvLine(cells: (string | number | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in
 * front: a service's title must not run commands on its reader's machine.
 */
function csvCell(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
