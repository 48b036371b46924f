import type {
  Assessment,
  PortfolioRow,
  PortfolioSummary,
  RubricSummary,
} from '@gold-layer/backstage-plugin-common';

const robin = { ref: 'user:default/robin', title: 'Robin Guest' };

/** What is assessed. */
export const subject: Assessment['subject'] = {
  ref: 'component:default/parcel-tracker',
  kind: 'service',
  title: 'Parcel Tracker',
  exists: true,
  tier: 'important',
  owner: { ref: 'group:default/lighthouse', title: 'Lighthouse' },
};

/** A rubric with two dimensions. */
export const rubric: RubricSummary = {
  name: 'sre-maturity',
  title: 'SRE maturity',
  description: 'How reliably a team runs what it owns.',
  version: '1.0.0',
  origin: 'built-in',
  subjects: ['service', 'team'],
  dimensions: 2,
  cadence: 'P6M',
  published: 1,
  drafts: 1,
  overdue: 0,
};

const grades = ['Ad hoc', 'Begun', 'Defined', 'Measured', 'Optimised'].map(
  (title, index) => ({
    grade: index + 1,
    title,
    description: `What one sees at ${title.toLocaleLowerCase('en')}.`,
  }),
);

/** A draft with one of two dimensions graded. */
export const draft: Assessment = {
  id: '5b5e0c1e-0000-4000-8000-0000000000a1',
  rubric: rubric.name,
  rubricTitle: rubric.title,
  rubricVersion: rubric.version,
  subject,
  state: 'draft',
  graded: 1,
  dimensions: 2,
  highest: 10,
  startedBy: robin,
  startedAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:30:00.000Z',
  overdue: false,
  version: 2,
  gradings: [
    {
      dimension: 'slos',
      grade: 3,
      note: 'Two objectives, alerts on both.',
      evidence: [],
      last: 2,
      gradedBy: robin,
      gradedAt: '2026-11-20T09:30:00.000Z',
      version: 1,
    },
    {
      dimension: 'chaos',
      evidence: [],
      suggestion: { grade: 2, reason: 'The last experiment ran 40 days ago.' },
      version: 0,
    },
  ],
  rubricOf: {
    scoring: 'sum',
    lowest: 2,
    highest: 10,
    description: rubric.description,
    bands: [
      {
        name: 'firefighting',
        title: 'Firefighting',
        from: 2,
        nextStep: 'SLOs',
      },
      { name: 'foundation', title: 'Foundation', from: 5, nextStep: 'Chaos' },
    ],
    dimensionsOf: [
      {
        id: 'slos',
        title: 'SLOs',
        question: 'Are objectives agreed and watched?',
        weight: 1,
        grades,
      },
      {
        id: 'chaos',
        title: 'Chaos engineering',
        question: 'Is failure rehearsed?',
        weight: 1,
        grades,
      },
    ],
  },
  mayEdit: { allowed: true },
};

/** One subject with grades, one never assessed. */
export const rows: PortfolioRow[] = [
  {
    subject,
    assessment: '5b5e0c1e-0000-4000-8000-0000000000a0',
    score: 5,
    band: 'foundation',
    publishedAt: '2026-05-20T09:00:00.000Z',
    nextDue: '2026-11-20T09:00:00.000Z',
    overdue: true,
    grades: { slos: 4, chaos: 1 },
  },
  {
    subject: {
      ...subject,
      ref: 'component:default/weather-vane',
      title: 'Weather Vane',
    },
    overdue: false,
    grades: {},
  },
];

/** What the two say together. */
export const summary: PortfolioSummary = {
  subjects: 2,
  assessed: 1,
  overdue: 1,
  bands: [
    { band: 'firefighting', title: 'Firefighting', subjects: 0 },
    { band: 'foundation', title: 'Foundation', subjects: 1 },
  ],
  dimensions: [
    { dimension: 'slos', title: 'SLOs', highest: 5, mean: 4, n: 1 },
    {
      dimension: 'chaos',
      title: 'Chaos engineering',
      highest: 5,
      mean: 1,
      n: 1,
    },
  ],
  teams: [
    {
      team: { ref: 'group:default/lighthouse', title: 'Lighthouse' },
      assessed: 1,
      dimension: 'chaos',
      mean: 1,
    },
  ],
};
