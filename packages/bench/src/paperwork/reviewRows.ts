import { chainedText, firstHash } from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import { checklistName, reviewers, sections } from './checklist';
import { idOf, PlannedReview } from './plan';

const hourMs = 3_600_000;

/** What a review's rows say about its service. */
export interface ServiceOfReview {
  ref: string;
  title: string;
  tier: string;
  tier_rank: number;
  owner_ref: string;
}

/** What a review's rows are made from. */
export interface ReviewParts {
  planned: PlannedReview;
  service: ServiceOfReview;
  checklist: { version: string; hash: string };
  snapshotHash: string;
  now: number;
}

const openStates = ['draft', 'submitted', 'in-review', 'changes-requested'];
const decidedStates = ['approved', 'superseded', 'expired'];

/** Whether a review of this state was approved once. */
export function isDecided({ state }: PlannedReview): boolean {
  return decidedStates.includes(state);
}

/** The row of a review, and the rows of its log. */
export function reviewWithLog(parts: ReviewParts) {
  const { planned, service, now } = parts;
  const log = logOf(parts);
  const decided = isDecided(planned);
  const open = openStates.includes(planned.state);
  const created = now - (200 + (planned.service % 500)) * hourMs;
  const waiting = ['submitted', 'in-review'].includes(planned.state);
  const review = {
    id: planned.id,
    service_ref: service.ref,
    service_title: service.title,
    sort_name: service.title.toLowerCase(),
    checklist: checklistName,
    checklist_title: 'Bench',
    checklist_version: parts.checklist.version,
    checklist_hash: parts.checklist.hash,
    purpose: 'production',
    state: planned.state,
    tier: service.tier,
    tier_rank: service.tier_rank,
    owner_ref: service.owner_ref,
    requested_by: requester(service),
    created_at: created,
    updated_at: created + (planned.service % 100) * hourMs,
    submitted_at: planned.state === 'draft' ? null : created + hourMs,
    decided_at: decided ? decidedAt(planned, now) : null,
    valid_until: validUntil(planned, now),
    promised_by: waiting ? now + (planned.service % 72) * hourMs : null,
    revalidation: null,
    version: log.length,
    open_key: open ? `${checklistName} ${service.ref}` : null,
    supersedes: null,
    superseded_by:
      planned.state === 'superseded' ? idOf('approved', planned.service) : null,
    circumstances: decided
      ? JSON.stringify({ criticalDependencies: [], exhaustions: 100 })
      : null,
    controls: 50,
    answered: decided ? 50 : 40,
    automatic: 30,
    blocking: 0,
    drifted: 0,
    drifted_blocking: 0,
    drift_rank: 0,
    search_text:
      `${service.title}\n${service.ref}\nBench\n${requester(service)}`.toLowerCase(),
    log_seq: log.length,
    log_hash: log.at(-1)?.hash ?? firstHash,
  };
  return { review, log };
}

/** What hangs on a review besides its answers. */
export function partsOf({ planned, now }: ReviewParts) {
  const { id, state } = planned;
  const at = decidedAt(planned, now);
  const decided = isDecided(planned);
  const withRoles = decided || ['submitted', 'in-review'].includes(state);
  const roles = Object.entries(reviewers).map(([role, people], position) => ({
    review_id: id,
    role,
    position,
    assignee: people[planned.service % people.length],
    assigned_at: at,
    promised_by: at,
    problem: null,
    decision: decided ? 'approved' : null,
    by: decided ? people[planned.service % people.length] : null,
    at: decided ? at : null,
    comment: null,
  }));
  return {
    roles: withRoles ? roles : [],
    signOffs: decided
      ? sections.map(section => ({
          review_id: id,
          section,
          state: 'signed',
          by: reviewers.sre[0],
          at,
          comment: null,
        }))
      : [],
    comments: [
      {
        id: idOf(`comment on ${id}`, 1),
        review_id: id,
        section: sections[0],
        control: null,
        author: reviewers.sre[0],
        at,
        body: 'Looked at together with the team; the runbook was walked through.',
        mentions: '[]',
      },
    ],
  };
}

/** Evidence for two controls that people answer, in each of two sections. */
export function evidenceOf(
  { planned, now }: ReviewParts,
  controls: string[],
): Record<string, unknown>[] {
  if (!isDecided(planned)) return [];
  return controls.map((control, i) => ({
    id: idOf(`evidence for ${planned.id}`, i),
    review_id: planned.id,
    control,
    kind: 'link',
    title: 'What was seen',
    url: `https://wiki.example/${planned.service}/${control}`,
    file_name: null,
    media_type: null,
    size: null,
    sha256: null,
    snapshot: null,
    date: null,
    valid_until: null,
    added_by: reviewers.sre[0],
    added_at: now - hourMs,
  }));
}

function logOf({ planned, service, snapshotHash, now }: ReviewParts) {
  const events = ['started'];
  if (planned.state !== 'draft') events.push('submitted');
  if (isDecided(planned)) events.push('approved');
  let previousHash = firstHash;
  return events.map((event, i) => {
    const at = now - (events.length - i) * hourMs;
    const actor = { ref: requester(service), title: 'Somebody' };
    const detail = event === 'approved' ? { snapshotHash } : {};
    const text = `The review was ${event}`;
    const entry = {
      seq: i + 1,
      at: new Date(at).toISOString(),
      actor,
      event,
      text,
      detail,
      previousHash,
    };
    const row = {
      review_id: planned.id,
      seq: entry.seq,
      at,
      actor: actor.ref,
      actor_title: actor.title,
      event,
      text,
      detail: JSON.stringify(detail),
      version: entry.seq,
      previous_hash: previousHash,
      hash: createHash('sha256').update(chainedText(entry)).digest('hex'),
    };
    previousHash = row.hash;
    return row;
  });
}

/** Not before the last severe incident that was pushed, so that the approval holds. */
function decidedAt({ service }: PlannedReview, now: number): number {
  return now - (1 + (service % 20)) * hourMs;
}

function validUntil({ service, state }: PlannedReview, now: number) {
  if (state === 'approved') return now + (10 + (service % 350)) * 24 * hourMs;
  return state === 'expired' ? now - hourMs : null;
}

function requester({ owner_ref: owner }: ServiceOfReview): string {
  return `user:default/${owner.replace('group:default/team-', 'person-')}-1`;
}
