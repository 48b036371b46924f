import { evidenceKindSchema } from '@gold-layer/backstage-plugin-common';
import type {
  StoredComment,
  StoredCondition,
  StoredEvidence,
  StoredRole,
  StoredSignOff,
} from '../records';
import { toTime } from './reviewRows';

type Time = number | string;

/** A row of `review_evidence`. */
export interface EvidenceRow {
  id: string;
  review_id: string;
  control: string;
  kind: string;
  title: string;
  url: string | null;
  file_name: string | null;
  media_type: string | null;
  size: number | null;
  sha256: string | null;
  snapshot: string | null;
  date: string | null;
  valid_until: string | null;
  added_by: string;
  added_at: Time;
}

/** A row of `review_evidence` as the room knows it. */
export function toEvidence(row: EvidenceRow): StoredEvidence {
  return {
    id: row.id,
    control: row.control,
    kind: evidenceKindSchema.parse(row.kind),
    title: row.title,
    url: row.url ?? undefined,
    file:
      row.sha256 === null
        ? undefined
        : {
            name: row.file_name ?? '',
            mediaType: row.media_type ?? '',
            size: row.size ?? 0,
            sha256: row.sha256,
          },
    snapshot: row.snapshot === null ? undefined : JSON.parse(row.snapshot),
    date: row.date ?? undefined,
    validUntil: row.valid_until ?? undefined,
    addedBy: row.added_by,
    addedAt: Number(row.added_at),
  };
}

/** Evidence as a row. */
export function fromEvidence(
  review: string,
  evidence: StoredEvidence,
): EvidenceRow {
  const { file, snapshot } = evidence;
  return {
    id: evidence.id,
    review_id: review,
    control: evidence.control,
    kind: evidence.kind,
    title: evidence.title,
    url: evidence.url ?? null,
    file_name: file?.name ?? null,
    media_type: file?.mediaType ?? null,
    size: file?.size ?? null,
    sha256: file?.sha256 ?? null,
    snapshot: snapshot ? JSON.stringify(snapshot) : null,
    date: evidence.date ?? null,
    valid_until: evidence.validUntil ?? null,
    added_by: evidence.addedBy,
    added_at: evidence.addedAt,
  };
}

/** A row of `review_sign_offs`. */
export interface SignOffRow {
  review_id: string;
  section: string;
  state: StoredSignOff['state'];
  by: string;
  at: Time;
  comment: string | null;
  assignee: string | null;
  assigned_at: Time | null;
  problem: string | null;
}

/** States in which a section waits to be signed, again or at all. */
export const unsignedStates: SignOffRow['state'][] = [
  'stale',
  'changes-requested',
  'unsigned',
];

/** A row of `review_sign_offs` as the room knows it. */
export function toSignOff(row: SignOffRow): StoredSignOff {
  const { section, state, by, at, comment, assignee, problem } = row;
  return {
    section,
    state,
    by,
    at: Number(at),
    comment: comment ?? undefined,
    assignee: assignee ?? undefined,
    assignedAt: toTime(row.assigned_at),
    problem: problem ?? undefined,
  };
}

/** A sign-off as a row. */
export function fromSignOff(
  review: string,
  signOff: StoredSignOff,
): SignOffRow {
  const { section, state, by, at, comment, assignee, assignedAt, problem } =
    signOff;
  return {
    review_id: review,
    section,
    state,
    by,
    at,
    comment: comment ?? null,
    assignee: assignee ?? null,
    assigned_at: assignedAt ?? null,
    problem: problem ?? null,
  };
}

/** A row of `review_roles`. */
export interface RoleRow {
  review_id: string;
  role: string;
  position: number;
  assignee: string | null;
  assigned_at: Time | null;
  promised_by: Time | null;
  problem: string | null;
  decision: NonNullable<StoredRole['decision']> | null;
  by: string | null;
  at: Time | null;
  comment: string | null;
}

/** A row of `review_roles` as the room knows it. */
export function toRole(row: RoleRow): StoredRole {
  return {
    role: row.role,
    position: row.position,
    assignee: row.assignee ?? undefined,
    assignedAt: toTime(row.assigned_at),
    promisedBy: toTime(row.promised_by),
    problem: row.problem ?? undefined,
    decision: row.decision ?? undefined,
    by: row.by ?? undefined,
    at: toTime(row.at),
    comment: row.comment ?? undefined,
  };
}

/** A role as a row. */
export function fromRole(review: string, role: StoredRole): RoleRow {
  return {
    review_id: review,
    role: role.role,
    position: role.position,
    assignee: role.assignee ?? null,
    assigned_at: role.assignedAt ?? null,
    promised_by: role.promisedBy ?? null,
    problem: role.problem ?? null,
    decision: role.decision ?? null,
    by: role.by ?? null,
    at: role.at ?? null,
    comment: role.comment ?? null,
  };
}

/** A row of `review_comments`. */
export interface CommentRow {
  id: string;
  review_id: string;
  section: string | null;
  control: string | null;
  author: string;
  at: Time;
  body: string;
  mentions: string;
}

/** A row of `review_comments` as the room knows it. */
export function toComment(row: CommentRow): StoredComment {
  return {
    id: row.id,
    section: row.section ?? undefined,
    control: row.control ?? undefined,
    author: row.author,
    at: Number(row.at),
    body: row.body,
    mentions: JSON.parse(row.mentions),
  };
}

/** A row of `review_conditions`. */
export interface ConditionRow {
  id: string;
  review_id: string;
  role: string;
  position: number;
  title: string;
  owner: string;
  due: string;
  done_by: string | null;
  done_at: Time | null;
  note: string | null;
}

/** A row of `review_conditions` as the room knows it. */
export function toCondition(row: ConditionRow): StoredCondition {
  const { id, role, position, title, owner, due, done_by: doneBy } = row;
  const done =
    doneBy === null
      ? undefined
      : { by: doneBy, at: Number(row.done_at), note: row.note ?? '' };
  return { id, role, position, title, owner, due, done };
}
