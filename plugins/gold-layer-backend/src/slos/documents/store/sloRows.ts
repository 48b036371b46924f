import type { SloOrigin } from '@gold-layer/backstage-plugin-common';
import { toNumber } from '../../../database/rows';
import { sourceType } from '../../numbers/evaluation/measurable';
import type { SloRecord } from '../../records';
import { specHash } from './hashes';

/** A row of `slos`. */
export interface StoredSloRow {
  num: number;
  id: string;
  service_ref: string;
  document_key: string;
  title: string;
  origin: SloOrigin;
  spec: string;
  hash: string;
  measure_hash: string;
  objective: number;
  sli_type: string;
  window_days: number | null;
  problems: string;
  invalid: number;
  shadowed: string;
  search_text: string;
  first_seen_at: number | string;
  changed_at: number | string;
}

/** Columns of a row that exists already. */
export const sloColumns = [
  'id',
  'service_ref',
  'document_key',
  'title',
  'origin',
  'spec',
  'hash',
  'measure_hash',
  'objective',
  'sli_type',
  'window_days',
  'problems',
  'invalid',
  'shadowed',
  'search_text',
  'changed_at',
] as const satisfies readonly (keyof StoredSloRow)[];

/** The row of an SLO; its number is given when it is stored for the first time. */
export function fromSlo(slo: Omit<SloRecord, 'num'>): Omit<
  StoredSloRow,
  'num' | 'first_seen_at' | 'changed_at'
> & {
  first_seen_at: number;
  changed_at: number;
} {
  const { spec } = slo;
  const labels = Object.entries(spec.labels ?? {}).flat();
  const searched = [
    spec.id,
    spec.name,
    spec.title,
    spec.indicator,
    spec.service,
    spec.description ?? '',
    ...labels,
  ];
  return {
    id: spec.id,
    service_ref: spec.service,
    document_key: slo.documentKey,
    title: spec.title,
    origin: slo.origin,
    spec: JSON.stringify(spec),
    hash: specHash(spec),
    measure_hash: slo.measureHash,
    objective: Number(spec.objective),
    sli_type: sourceType(spec) ?? 'pushed',
    window_days: spec.window.kind === 'rolling' ? spec.window.days : null,
    problems: JSON.stringify(slo.problems),
    invalid: slo.invalid ? 1 : 0,
    shadowed: JSON.stringify(slo.shadowed),
    search_text: searched.join('\n').toLocaleLowerCase('en-US'),
    first_seen_at: slo.firstSeenAt,
    changed_at: slo.changedAt,
  };
}

/** An SLO out of its row. */
export function toSlo(row: StoredSloRow): SloRecord {
  return {
    num: row.num,
    spec: JSON.parse(row.spec),
    origin: row.origin,
    documentKey: row.document_key,
    problems: JSON.parse(row.problems),
    invalid: row.invalid === 1,
    shadowed: JSON.parse(row.shadowed),
    measureHash: row.measure_hash,
    firstSeenAt: toNumber(row.first_seen_at),
    changedAt: toNumber(row.changed_at),
  };
}
