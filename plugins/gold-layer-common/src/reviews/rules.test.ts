import {
  approvalProblems,
  overallDecision,
  submissionProblems,
} from './approval';
import { ControlSituation, controlStanding, endOf } from './controlStanding';
import type { ChecklistDocument } from './document';
import { controlDrift } from './drift';
import { dutyConflict } from './duties';
import { mentionsIn } from './mentions';
import { reviewProgress } from './progress';
import { revalidationCauses } from './revalidation';
import type { ReviewActionName, ReviewState } from './review';
import { nextReviewer } from './rotation';
import { decidingRoles, sectionRole } from './signOff';
import { actionInState, reviewPermissions } from './stateMachine';
import { upgradeDiff } from './upgrade';
import { approvalValidUntil, isExpiring } from './validity';

const now = Date.parse('2026-06-15T12:00:00Z');
const day = 24 * 60 * 60 * 1000;

describe('what may be done in which state', () => {
  it.each<[ReviewState, ReviewActionName[]]>([
    ['draft', ['answer', 'submit', 'withdraw', 'comment', 'upgrade']],
    [
      'submitted',
      ['withdraw', 'comment', 'requestChanges', 'decide', 'assign'],
    ],
    [
      'in-review',
      ['withdraw', 'comment', 'requestChanges', 'decide', 'assign'],
    ],
    [
      'changes-requested',
      ['answer', 'submit', 'withdraw', 'comment', 'assign', 'upgrade'],
    ],
    ['approved', ['answer', 'comment']],
    ['conditionally-approved', ['answer', 'comment']],
    ['rejected', ['comment']],
    ['withdrawn', []],
    ['expired', ['comment']],
    ['revalidation-required', ['comment']],
    ['superseded', []],
  ])('%s: %j', (state, allowed) => {
    const all = reviewPermissions(state, {
      mayEdit: true,
      mayComment: true,
      mayDecide: true,
      decidesFor: 1,
      holdsRole: true,
    });
    const found = Object.entries(all)
      .filter(([, each]) => each.allowed)
      .map(([name]) => name);
    expect(found.sort()).toEqual([...allowed].sort());
  });

  it('says why not', () => {
    expect(actionInState('decide', 'draft').reason).toBe(
      'This review is a draft; it cannot be decided now.',
    );
    const nobody = {
      mayEdit: false,
      mayComment: false,
      mayDecide: true,
      decidesFor: 0,
      holdsRole: false,
    };
    const may = reviewPermissions('submitted', nobody);
    expect(may.withdraw.reason).toContain('gold-layer.review.edit');
    expect(may.decide.reason).toBe(
      'You hold none of the roles that decide this review.',
    );
    const conflict = 'You asked for this review.';
    const own = reviewPermissions('submitted', { ...nobody, conflict });
    expect(own.decide.reason).toBe(conflict);
    const done = { ...nobody, holdsRole: true };
    expect(reviewPermissions('in-review', done).decide.reason).toContain(
      'every role you hold is given',
    );
  });
});

describe('where a control stands', () => {
  const plain: ControlSituation = {
    blocking: false,
    evidenceNeeded: 'optional',
    disputed: false,
    evidence: [],
    signed: false,
  };
  const met = { outcome: 'met', reason: 'It is.' } as const;
  const not = { outcome: 'not-met', reason: 'It is not.' } as const;
  const unknown = { outcome: 'unknown', reason: 'Who knows.' } as const;
  const unsure = {
    title: 'x',
    snapshot: { check: 'gold/x', state: 'unknown', reason: '' },
  };
  const link = { title: 'Proof' };
  const old = { title: 'Proof', validUntil: '2026-06-14' };
  const today = { title: 'Proof', validUntil: '2026-06-15' };

  it.each<[string, Partial<ControlSituation>, ...(string | undefined)[]]>([
    ['unanswered', {}, undefined, 'asks'],
    ['unknown to facts', { automatic: unknown }, undefined, 'asks'],
    ['met by facts', { automatic: met, blocking: true }, 'automatic'],
    ['not met by facts', { automatic: not }, 'automatic', 'notes'],
    [
      'blocking, not met by facts',
      { automatic: not, blocking: true },
      'automatic',
      'stops',
      'It is not met: It is not.',
    ],
    ['disputed', { automatic: met, disputed: true }, undefined, 'asks'],
    ['met by word', { given: 'met' }, 'person'],
    [
      'blocking, met by word',
      { given: 'met', blocking: true },
      'person',
      'asks',
    ],
    [
      'blocking, met by word, as facts say',
      { given: 'met', blocking: true, automatic: met },
      'person',
    ],
    [
      'blocking, met with evidence',
      { given: 'met', blocking: true, evidence: [link] },
      'evidence',
    ],
    [
      'met with evidence of today',
      { given: 'met', blocking: true, evidence: [today] },
      'evidence',
    ],
    [
      'met with evidence that ran out',
      { given: 'met', evidence: [old], evidenceNeeded: 'required' },
      'evidence',
      'asks',
    ],
    [
      'met with one of two run out',
      { given: 'met', blocking: true, evidence: [old, link] },
      'evidence',
    ],
    [
      'met with a check that is unknown',
      { given: 'met', blocking: true, evidence: [unsure] },
      'evidence',
      'asks',
    ],
    [
      'met with a check that is unknown, as facts say',
      { given: 'met', blocking: true, automatic: met, evidence: [unsure] },
      'evidence',
    ],
    ['met too long ago', { given: 'met', validUntil: now }, 'person', 'notes'],
    [
      'met too long ago, with evidence that counts',
      { given: 'met', blocking: true, evidence: [link], validUntil: now },
      'evidence',
    ],
    [
      'met by word against facts',
      { given: 'met', automatic: not, evidence: [link] },
      'evidence',
      'asks',
    ],
    [
      'met by word against disputed facts',
      {
        given: 'met',
        automatic: not,
        evidence: [link],
        disputed: true,
        blocking: true,
      },
      'evidence',
    ],
    [
      'evidence asked for and missing',
      { given: 'met', evidenceNeeded: 'required' },
      'person',
      'asks',
    ],
    ['partly', { given: 'partly', blocking: true }, 'person', 'stops'],
    [
      'not applicable without reason',
      { given: 'not-applicable' },
      'person',
      'asks',
    ],
    [
      'not applicable with reason',
      { given: 'not-applicable', note: 'No data.', blocking: true },
      'person',
      'notes',
    ],
    [
      'not applicable, reviewed',
      {
        given: 'not-applicable',
        note: 'No data.',
        blocking: true,
        signed: true,
      },
      'person',
    ],
    [
      'waived',
      { given: 'not-met', blocking: true, waiverUntil: now + 1 },
      'person',
    ],
    [
      'waived until now',
      { given: 'not-met', blocking: true, waiverUntil: now },
      'person',
      'stops',
    ],
    [
      'waived but unanswered',
      { blocking: true, waiverUntil: now + 1 },
      undefined,
      'asks',
    ],
  ])('%s', (_, situation, ...[source, weight, reason]) => {
    const standing = controlStanding({ ...plain, ...situation }, now);
    expect(standing.source).toBe(source);
    expect(standing.open?.weight).toBe(weight);
    expect(standing.open?.reason ?? '').toContain(reason ?? '');
  });

  it('evidence counts until the end of its day', () => {
    expect(endOf('2026-06-15')).toBe(Date.parse('2026-06-16T00:00:00Z'));
    expect(endOf('2026-06-15T08:00:00Z')).toBe(
      Date.parse('2026-06-15T08:00:00Z'),
    );
  });
});

describe('submission and approval', () => {
  const control = (name: string, more: object = {}) => ({
    control: name,
    title: name,
    blocking: false,
    answer: 'met' as const,
    ...more,
  });
  const open = (weight: 'stops' | 'asks' | 'notes') => ({
    open: { weight, reason: 'Because.' },
  });

  it('needs a tier, every answer, and what is asked for', () => {
    expect(submissionProblems([control('a')], 'critical')).toEqual([]);
    expect(
      submissionProblems(
        [
          control('a', { answer: undefined, ...open('asks') }),
          control('b', open('asks')),
          control('c', open('stops')),
        ],
        'unclassified',
      ),
    ).toEqual([
      'The service has no tier, and the tier decides who signs: declare it in the record of the service first.',
      "One control is unanswered: 'a'.",
      "'b': Because.",
    ]);
  });

  it('is kept up by blocking controls and by sections that have to be signed', () => {
    const by = { ref: 'user:default/x', title: 'x' };
    const signOff = { by, at: '2026-06-01T00:00:00Z' };
    const sections = [
      { section: 's', title: 'S', signOff: { ...signOff, state: 'stale' } },
      {
        section: 't',
        title: 'T',
        signOff: { ...signOff, state: 'changes-requested' },
      },
      { section: 'u', title: 'U', signOff: { ...signOff, state: 'signed' } },
      { section: 'v', title: 'V' },
    ] as const;
    const controls = [
      control('a', { blocking: true, ...open('stops') }),
      control('b', open('notes')),
      control('c', { blocking: true, ...open('notes') }),
    ];
    expect(approvalProblems({ controls, sections })).toEqual([
      "'a' blocks approval: Because.",
      "'S' was changed after it was signed; it has to be signed again.",
      "Changes asked for in 'T' are not signed off yet.",
      "'V' is not signed yet.",
    ]);
    expect(reviewProgress(controls)).toMatchObject({
      controls: 3,
      blocking: 1,
    });
  });

  it.each([
    [[], undefined],
    [['approved', undefined], undefined],
    [['rejected', undefined], 'rejected'],
    [['approved', 'approved'], 'approved'],
    [['approved', 'conditionally-approved'], 'conditionally-approved'],
  ] as const)('%j make %s', (decisions, overall) => {
    expect(overallDecision(decisions)).toBe(overall);
  });

  it.each([
    [{}, false],
    [{ memberOfOwner: true }, true],
    [{ person: 'user:default/ann' }, true],
    [{ submitters: ['user:default/kim'] }, true],
    [{ submitters: ['user:default/kim', 'user:default/bob'] }, true],
    [{ submitters: ['user:default/bob'] }, false],
    [{ person: 'user:default/ann', ownersRole: true }, false],
    [{ memberOfOwner: true, ownersRole: true }, false],
  ])('%j is a conflict: %s', (situation, conflict) => {
    const found = dutyConflict({
      person: 'user:default/kim',
      requestedBy: 'user:default/ann',
      memberOfOwner: false,
      ownersRole: false,
      ...situation,
    });
    expect(found !== undefined).toBe(conflict);
  });
});

describe('validity', () => {
  const spec = {
    validFor: { critical: 'P12M', important: 'P18M', standard: 'P24M' },
  };
  it.each([
    ['critical', '2027-06-15T12:00:00.000Z'],
    ['important', '2027-12-15T12:00:00.000Z'],
    ['standard', '2028-06-15T12:00:00.000Z'],
  ] as const)('of %s ends %s', (tier, end) => {
    const until = approvalValidUntil(spec, tier, now);
    expect(new Date(until ?? 0).toISOString()).toBe(end);
  });
  it('has no end for experimental', () => {
    expect(approvalValidUntil(spec, 'experimental', now)).toBeUndefined();
    expect(approvalValidUntil(spec, 'unclassified', now)).toBeUndefined();
  });
  it.each<[ReviewState, number | undefined, boolean]>([
    ['approved', 30 * day, true],
    ['approved', 30 * day + 1, false],
    ['approved', 0, false],
    ['approved', undefined, false],
    ['expired', 1, false],
    ['conditionally-approved', 1, true],
  ])('%s with %s left is expiring: %s', (state, left, expiring) => {
    const until = left === undefined ? undefined : now + left;
    expect(isExpiring(state, until, now)).toBe(expiring);
  });
});

describe('drift', () => {
  const was = { answer: 'met', automatic: 'met', waived: false } as const;
  const reason = 'Because.';
  const base = { disputed: false, evidence: [] };
  it.each([
    ['still met', was, { automatic: { outcome: 'met', reason } }, undefined],
    [
      'not met',
      was,
      { automatic: { outcome: 'not-met', reason } },
      'It was met; now it is not: Because.',
    ],
    [
      'not to be told',
      was,
      { automatic: { outcome: 'unknown', reason } },
      'It was met; now it cannot be told: Because.',
    ],
    [
      'answered otherwise',
      { ...was, automatic: undefined },
      { given: 'partly' },
      'It was met; now the answer is partly met.',
    ],
    [
      'evidence run out',
      { ...was, automatic: undefined },
      { given: 'met', evidence: [{ title: 'x', validUntil: '2026-06-14' }] },
      'It was met; the evidence for it has run out.',
    ],
    [
      'evidence run out, beside a check that fails',
      { ...was, automatic: undefined },
      {
        given: 'met',
        evidence: [
          { title: 'x', validUntil: '2026-06-14' },
          {
            title: 'y',
            snapshot: { check: 'gold/y', state: 'fail', reason },
          },
        ],
      },
      'It was met; the evidence for it has run out.',
    ],
    [
      'newer evidence',
      { ...was, automatic: undefined },
      {
        given: 'met',
        evidence: [
          { title: 'x', validUntil: '2026-06-14' },
          { title: 'y', validUntil: '2026-07-14' },
        ],
      },
      undefined,
    ],
    [
      'met by word while facts spoke against it even then',
      { ...was, automatic: 'not-met' },
      {
        given: 'met',
        disputed: true,
        automatic: { outcome: 'not-met', reason },
      },
      undefined,
    ],
    [
      'not met then',
      { ...was, answer: 'not-met' },
      { automatic: { outcome: 'not-met', reason } },
      undefined,
    ],
    [
      'waived then, not now',
      { answer: 'not-met', waived: true },
      { given: 'not-met' },
      'It was approved under a waiver, which no longer holds.',
    ],
    [
      'waived then, met now',
      { answer: 'not-met', waived: true },
      { automatic: { outcome: 'met', reason } },
      undefined,
    ],
  ] as const)('%s', (_, approved, situation, drift) => {
    expect(controlDrift(approved, { ...base, ...situation }, now)).toBe(drift);
  });
});

describe('revalidation', () => {
  const approved = {
    at: now - 10 * day,
    tier: 'standard',
    owner: 'group:default/a',
    criticalDependencies: ['component:default/x'],
    exhaustions: 1,
  } as const;
  const same = {
    tier: 'standard',
    owner: 'group:default/a',
    criticalDependencies: ['component:default/x'],
    openConditions: [],
  } as const;
  it.each([
    ['nothing', {}, undefined],
    ['a lower tier', { tier: 'experimental' }, undefined],
    ['a higher tier', { tier: 'critical' }, 'tier was raised'],
    ['another owner', { owner: 'group:default/b' }, 'owner changed'],
    ['fewer dependencies', { criticalDependencies: [] }, undefined],
    [
      'a new dependency',
      { criticalDependencies: ['component:default/y'] },
      'component:default/y',
    ],
    ['one exhaustion more', { exhaustions: 2 }, undefined],
    ['two exhaustions more', { exhaustions: 3 }, 'exhausted 2 times'],
    ['a SEV1 before', { lastSev1: now - 11 * day }, undefined],
    ['a SEV1 since', { lastSev1: now - 9 * day }, 'severity 1'],
    [
      'a condition not due',
      { openConditions: [{ title: 'T', due: '2026-07-01', over: false }] },
      undefined,
    ],
    [
      'a condition missed',
      { openConditions: [{ title: 'T', due: '2026-06-01', over: true }] },
      "'T' was due on 2026-06-01",
    ],
  ] as const)('after %s', (_, change, cause) => {
    const causes = revalidationCauses(approved, { ...same, ...change }, now);
    expect(causes).toHaveLength(cause ? 1 : 0);
    expect(causes.join()).toContain(cause ?? '');
  });
  it('counts exhaustions of a later quarter alone', () => {
    const later = Date.parse('2026-08-01T00:00:00Z');
    const present = { ...same, exhaustions: 2 };
    expect(revalidationCauses(approved, present, later)).toHaveLength(1);
  });
});

describe('who reviews', () => {
  const candidate = (person: string, more: object = {}) => ({
    person,
    open: 0,
    busyHere: false,
    ...more,
  });
  it.each([
    [[], undefined],
    [[candidate('b'), candidate('a')], 'a'],
    [[candidate('a', { lastAssigned: 5 }), candidate('b')], 'b'],
    [
      [
        candidate('a', { lastAssigned: 5, open: 2 }),
        candidate('b', { lastAssigned: 5, open: 1 }),
      ],
      'b',
    ],
    [[candidate('a', { busyHere: true }), candidate('b', { open: 9 })], 'b'],
    [[candidate('a', { busyHere: true })], 'a'],
  ])('of %j is %s', (candidates, next) => {
    expect(nextReviewer(candidates)).toBe(next);
  });

  const signOff = {
    critical: ['sre-lead', 'security'],
    important: ['sre-lead'],
    standard: ['peer'],
    experimental: ['owner'],
  };
  it('depends on the tier', () => {
    expect(decidingRoles({ signOff }, 'standard')).toEqual(['peer']);
    expect(decidingRoles({ signOff }, 'unclassified')).toEqual([]);
    expect(sectionRole({ reviewer: 'security' }, signOff.critical)).toBe(
      'security',
    );
    expect(sectionRole({ reviewer: 'security' }, signOff.standard)).toBe(
      'peer',
    );
    expect(sectionRole({ reviewer: 'security' }, [])).toBe('security');
  });

  it.each([
    ['@user:default/ada please', ['user:default/ada']],
    ['(@User:default/Ada), @user:default/ada.', ['user:default/ada']],
    ['mail ada@user:default/ada', []],
    ['@group:default/sre', []],
    ['see @user:acme/b.c-d_e!', ['user:acme/b.c-d_e']],
  ])('%s mentions %j', (text, refs) => {
    expect(mentionsIn(text)).toEqual(refs);
  });
});

describe('another version of a checklist', () => {
  const control = (id: string, more: object = {}) => ({
    id,
    title: id,
    guidance: 'Look.',
    blocking: [],
    evidence: 'optional' as const,
    ...more,
  });
  const version = (
    number: string,
    controls: ReturnType<typeof control>[],
  ): ChecklistDocument => ({
    apiVersion: 'gold-layer.io/v1',
    kind: 'Checklist',
    metadata: { name: 'c', title: 'C', description: 'C', version: number },
    spec: {
      purpose: 'production',
      signOff: {
        critical: ['a'],
        important: ['a'],
        standard: ['a'],
        experimental: ['a'],
      },
      validFor: {},
      requiredFor: [],
      promisedHours: 72,
      sections: [{ id: 's', title: 'S', reviewer: 'a', controls }],
    },
  });
  it('keeps answers unless what is asked has changed', () => {
    const before = version(
      '1.0.0',
      ['same', 'words', 'rule', 'gone'].map(id => control(id)),
    );
    const after = version('2.0.0', [
      control('same'),
      control('words', { guidance: 'Look twice.', blocking: ['critical'] }),
      control('rule', { rule: 'facts.a.b' }),
      control('new'),
    ]);
    const answered = new Set(['same', 'words', 'rule', 'gone']);
    expect(upgradeDiff(before, after, answered)).toEqual({
      from: '1.0.0',
      to: '2.0.0',
      added: [{ control: 'new', title: 'new' }],
      removed: [{ control: 'gone', title: 'gone', answered: true }],
      changed: [
        {
          control: 'words',
          title: 'words',
          what: 'guidance, tiers it blocks',
          keeps: true,
        },
        { control: 'rule', title: 'rule', what: 'rule', keeps: false },
      ],
      kept: 2,
    });
  });
});
