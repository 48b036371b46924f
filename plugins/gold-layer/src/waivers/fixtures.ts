import type { Waiver, WaiverTerms } from '@gold-layer/backstage-plugin-common';

/** A waiver that waits for approval. */
export const requested: Waiver = {
  id: '5b5e0c1e-0000-4000-8000-00000000000a',
  service: 'component:default/sorting-office',
  serviceTitle: 'Sorting Office',
  serviceExists: true,
  tier: 'critical',
  owner: { ref: 'group:default/dispatch', title: 'Dispatch' },
  subject: {
    kind: 'check',
    scorecard: 'gold-standard',
    check: 'restore-tested',
  },
  title: 'A restore was tested within 180 days',
  trueState: 'fail',
  risk: {
    cause: 'No restore has been tested since March',
    consequence: 'a lost disk costs a day of parcels',
    likelihood: 'low',
    impact: 'high',
    compensatingControl: 'Hourly snapshots on a second site',
    plan: 'Restore into the rehearsal cluster in week 50',
    ticket: 'https://tickets.twopelicans.example/DIS-311',
  },
  level: 'high',
  state: 'requested',
  requestedBy: { ref: 'user:default/wren.tidewater', title: 'Wren Tidewater' },
  requestedAt: '2026-11-19T09:00:00.000Z',
  requestedUntil: '2026-12-18',
  approver: { role: 'sre-lead', title: 'SRE lead' },
  renewal: 0,
  renewalsLeft: 2,
  expiring: false,
  version: 1,
  may: {
    decide: { allowed: true },
    renew: { allowed: false, reason: 'It is not active.' },
    revoke: { allowed: false, reason: 'It is not active.' },
    withdraw: { allowed: false, reason: 'Only who asked can withdraw it.' },
  },
};

/** What asking for one needs. */
export const terms: WaiverTerms = {
  title: 'A restore was tested within 180 days',
  latest: '2026-12-21',
  approvers: {
    low: { role: 'engineering-manager', title: 'Engineering manager' },
    moderate: { role: 'sre-lead', title: 'SRE lead' },
    high: { role: 'sre-lead', title: 'SRE lead' },
    severe: { role: 'engineering-director', title: 'Engineering director' },
  },
  renewalsLeft: 2,
};
