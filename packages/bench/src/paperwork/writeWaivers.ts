import {
  riskGrades,
  riskLevel,
  riskLevels,
  riskPoints,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { serviceRef } from '../catalog';
import { checklistName, controlId } from './checklist';
import { insertRows } from '../insert';
import { idOf } from './plan';

const dayMs = 24 * 3_600_000;
const states = ['active', 'active', 'active', 'requested', 'expired'] as const;
const approver = 'user:default/person-1-1';

/** Every third service has a waiver, on a check or on a control. */
export async function writeWaivers(
  knex: Knex,
  options: { from: number; count: number; check: string; now: number },
): Promise<void> {
  const numbers = Array.from(
    { length: options.count },
    (_, i) => options.from + i,
  ).filter(number => number % 3 === 0);
  await insertRows(
    knex,
    'waivers',
    numbers.map(number => waiverOf(number, options)),
  );
}

function waiverOf(
  number: number,
  { check, now }: { check: string; now: number },
) {
  const nth = number / 3;
  const state = states[nth % states.length];
  const service = serviceRef(number);
  const risk = {
    cause: 'The last restore was tried a year ago',
    consequence: 'Data of a day may be lost',
    likelihood: riskGrades[nth % 3],
    impact: riskGrades[(nth + 1) % 3],
    compensatingControl: 'Backups are watched',
    plan: 'A restore is tried next month',
    ticket: `https://tickets.example/${number}`,
  };
  const level = riskLevel(risk);
  const ends =
    state === 'expired' ? now - dayMs : now + (1 + (nth % 80)) * dayMs;
  const decided = state !== 'requested';
  const subject =
    nth % 2 === 0
      ? { kind: 'check', document: 'gold-standard', item: check }
      : { kind: 'control', document: checklistName, item: controlId(3, 0) };
  return {
    ...subject,
    id: idOf('waiver', number),
    service_ref: service,
    service_title: `Service ${number}`,
    tier: 'standard',
    owner_ref: null,
    title: 'Restores are tried',
    risk: JSON.stringify(risk),
    level,
    level_rank: riskLevels.indexOf(level),
    points: riskPoints[level],
    state,
    requested_by: 'user:default/person-0-1',
    requested_at: now - (2 + (nth % 60)) * dayMs,
    requested_until: new Date(ends).toISOString().slice(0, 10),
    ends_at: ends,
    approver_role: 'sre',
    decided_by: decided ? approver : null,
    decided_title: decided ? 'Person' : null,
    decided_at: decided ? now - dayMs : null,
    comment: null,
    ended_by: null,
    ended_at: null,
    end_comment: null,
    renewal: nth % 3,
    renewal_of: null,
    renewed_by: null,
    version: 1,
    search_text: `restores are tried\n${service}\n${risk.cause.toLowerCase()}`,
    changed_at: now,
  };
}
