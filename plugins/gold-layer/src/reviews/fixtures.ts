import {
  routes,
  type Review,
  type ReviewControl,
  type ReviewSummary,
} from '@gold-layer/backstage-plugin-common';

const ada = { ref: 'user:default/ada', title: 'Ada Lovelace' };
const grace = { ref: 'user:default/grace', title: 'Grace Hopper' };
const linus = { ref: 'user:default/linus', title: 'Linus Pauling' };
/** People of the reviews here. */
export const people = { ada, grace, linus };

const id = '11111111-1111-4111-8111-111111111111';
/** Where the review of the fixtures is. */
export const reviewAddress = `/gold-layer/reviews/${id}`;

/** One control, unanswered unless more is said. */
export function control(
  name: string,
  more: Partial<ReviewControl> = {},
): ReviewControl {
  return {
    control: name,
    title: name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1),
    guidance: `How to tell about **${name}**.`,
    evidenceNeeded: 'optional',
    blocking: false,
    evidence: [],
    version: 0,
    open: more.answer ? undefined : 'Nobody has answered it yet.',
    ...more,
  };
}

const summary: ReviewSummary = {
  id,
  checklist: 'production-readiness',
  checklistTitle: 'Production readiness',
  checklistVersion: '1.0.0',
  purpose: 'production',
  service: 'component:default/checkout',
  serviceTitle: 'Checkout',
  serviceExists: true,
  owner: { ref: 'group:default/payments', title: 'Payments' },
  tier: 'critical',
  state: 'draft',
  progress: {
    controls: 4,
    answered: 1,
    automatic: 1,
    blocking: 1,
    drifted: 0,
    driftedBlocking: 0,
  },
  requestedBy: ada,
  createdAt: '2026-11-18T08:00:00Z',
  updatedAt: '2026-11-20T08:00:00Z',
  expiring: false,
  reviewers: [],
};

/** A review in a list. */
export function listed(more: Partial<ReviewSummary> = {}): ReviewSummary {
  return { ...summary, ...more };
}

const yes = { allowed: true };
/** A draft of four controls in two sections, one of them answered by the portal. */
export function draft(more: Partial<Review> = {}): Review {
  return routes.getReview.response.parse({
    ...summary,
    version: 3,
    sections: [
      {
        section: 'slos',
        title: 'Objectives',
        reviewer: { role: 'sre-lead', title: 'SRE lead' },
        controls: [
          control('objectives', {
            title: 'Objectives are defined',
            answer: 'met',
            source: 'automatic',
            blocking: true,
            automatic: {
              outcome: 'met',
              reason: 'Three objectives are declared.',
              asOf: '2026-11-21T07:00:00Z',
              inputs: [
                {
                  fact: 'slo.count',
                  title: 'Objectives declared',
                  status: 'fresh',
                  value: 3,
                  unit: '1',
                  source: 'slos',
                  collectedAt: '2026-11-21T07:00:00Z',
                },
              ],
            },
          }),
          control('runbooks', { title: 'Runbooks exist', blocking: true }),
        ],
      },
      {
        section: 'security',
        title: 'Security',
        reviewer: { role: 'security', title: 'Security' },
        controls: [
          control('secrets', { title: 'Secrets are managed' }),
          control('tls', { title: 'Traffic is encrypted' }),
        ],
      },
    ],
    comments: [],
    decisions: [],
    conditions: [],
    checklistGone: false,
    may: {
      answer: yes,
      submit: { allowed: false, reason: '3 controls are not answered.' },
      withdraw: yes,
      comment: yes,
      requestChanges: { allowed: false, reason: 'It is not submitted.' },
      decide: { allowed: false, reason: 'It is not submitted.' },
      assign: { allowed: false, reason: 'It is not submitted.' },
      upgrade: { allowed: false, reason: 'Its checklist is the latest.' },
    },
    maySign: [],
    mayDecideFor: [],
    ...more,
  });
}

/** The same review before its reviewers, seen by who decides for security. */
export function inReview(more: Partial<Review> = {}): Review {
  const review = draft();
  const no = (reason: string) => ({ allowed: false, reason });
  return {
    ...review,
    state: 'in-review',
    submittedAt: '2026-11-20T08:00:00Z',
    reviewers: [grace, linus],
    decisions: [
      {
        role: 'security',
        title: 'Security',
        assignee: grace,
        promisedBy: '2026-11-19T08:00:00Z',
      },
      {
        role: 'director',
        title: 'Engineering director',
        assignee: linus,
        promisedBy: '2999-11-19T08:00:00Z',
      },
    ],
    may: {
      ...review.may,
      answer: no('It is with the reviewers.'),
      withdraw: no('Only the owning team may withdraw it.'),
      requestChanges: yes,
      decide: yes,
      assign: yes,
    },
    maySign: ['security'],
    mayDecideFor: ['security'],
    ...more,
  };
}
