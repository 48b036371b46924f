import {
  RiskLevel,
  riskLevels,
  riskPoints,
  riskSchema,
  shownTierSchema,
  WaiverState,
  WaiverSubject,
} from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { toNumber } from '../../database/rows';
import type { NewWaiver, Shortened, WaiverRecord } from '../WaiverRecord';

/** A row of `waivers`. */
export interface WaiverRow {
  id: string;
  service_ref: string;
  service_title: string;
  tier: string;
  owner_ref: string | null;
  kind: WaiverSubject['kind'];
  document: string;
  item: string;
  title: string;
  risk: string;
  level: RiskLevel;
  level_rank: number;
  points: number;
  state: WaiverState;
  requested_by: string;
  requested_at: number | string;
  requested_until: string;
  ends_at: number | string;
  /** JSON; see `Shortened`. */
  shortened: string | null;
  approver_role: string;
  decided_by: string | null;
  decided_title: string | null;
  decided_at: number | string | null;
  comment: string | null;
  ended_by: string | null;
  ended_at: number | string | null;
  end_comment: string | null;
  renewal: number;
  renewal_of: string | null;
  renewed_by: string | null;
  version: number;
  search_text: string;
  changed_at: number | string;
}

/** A row with what is known of its service today; all null once that has left the catalog. */
export interface WaiverRowToday extends WaiverRow {
  today_ref: string | null;
  today_name: string | null;
  today_title: string | null;
  today_tier: string | null;
  today_owner: string | null;
}

/** What a subject is stored as. */
export function fromSubject(subject: WaiverSubject) {
  return subject.kind === 'check'
    ? { kind: subject.kind, document: subject.scorecard, item: subject.check }
    : {
        kind: subject.kind,
        document: subject.checklist,
        item: subject.control,
      };
}

/** The subject of a row. */
export function toSubject(
  row: Pick<WaiverRow, 'kind' | 'document' | 'item'>,
): WaiverSubject {
  const { kind, document, item } = row;
  return kind === 'check'
    ? { kind, scorecard: document, check: item }
    : { kind, checklist: document, control: item };
}

/** The row of a new request. */
export function fromNewWaiver(waiver: NewWaiver): WaiverRow {
  const { risk, subject } = waiver;
  const columns = fromSubject(subject);
  const searched = [
    waiver.title,
    waiver.service,
    waiver.serviceTitle,
    columns.document,
    columns.item,
    risk.cause,
    risk.consequence,
    risk.compensatingControl,
    risk.plan,
    risk.ticket,
    ...waiver.words,
  ];
  return {
    ...columns,
    id: waiver.id,
    service_ref: waiver.service,
    service_title: waiver.serviceTitle,
    tier: waiver.tier,
    owner_ref: waiver.owner ?? null,
    title: waiver.title,
    risk: JSON.stringify(risk),
    level: waiver.level,
    level_rank: riskLevels.indexOf(waiver.level),
    points: riskPoints[waiver.level],
    state: 'requested',
    requested_by: waiver.requestedBy,
    requested_at: waiver.requestedAt,
    requested_until: waiver.requestedUntil,
    ends_at: waiver.endsAt,
    shortened: null,
    approver_role: waiver.approverRole,
    decided_by: null,
    decided_title: null,
    decided_at: null,
    comment: null,
    ended_by: null,
    ended_at: null,
    end_comment: null,
    renewal: waiver.renewal,
    renewal_of: waiver.renewalOf ?? null,
    renewed_by: null,
    version: 1,
    search_text: searched.join('\n').toLocaleLowerCase('en-US'),
    changed_at: waiver.requestedAt,
  };
}

/** A waiver out of its row. */
export function toWaiver(row: WaiverRowToday, owners: string[]): WaiverRecord {
  const exists = row.today_ref !== null;
  const tier = exists ? row.today_tier : row.tier;
  const owner = exists ? row.today_owner : row.owner_ref;
  const title = exists ? (row.today_title ?? row.today_name) : undefined;
  return {
    id: row.id,
    service: row.service_ref,
    serviceTitle: title ?? row.service_title,
    tier: shownTierSchema.parse(tier),
    owner: owner ?? undefined,
    owners,
    serviceExists: exists,
    subject: toSubject(row),
    title: row.title,
    risk: riskSchema.parse(JSON.parse(row.risk)),
    level: row.level,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: toNumber(row.requested_at),
    requestedUntil: row.requested_until,
    endsAt: toNumber(row.ends_at),
    shortened: toShortened(row.shortened),
    approverRole: row.approver_role,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: toTime(row.decided_at),
    comment: row.comment ?? undefined,
    endedBy: row.ended_by ?? undefined,
    endedAt: toTime(row.ended_at),
    endComment: row.end_comment ?? undefined,
    renewal: row.renewal,
    renewalOf: row.renewal_of ?? undefined,
    renewedBy: row.renewed_by ?? undefined,
    version: row.version,
    changedAt: toNumber(row.changed_at),
  };
}

const shortenedSchema: z.ZodType<Shortened> = z.object({
  at: z.number(),
  from: z.number(),
  tier: shownTierSchema,
});

function toShortened(value: string | null): Shortened | undefined {
  return value === null ? undefined : shortenedSchema.parse(JSON.parse(value));
}

function toTime(value: number | string | null): number | undefined {
  return value === null ? undefined : toNumber(value);
}
