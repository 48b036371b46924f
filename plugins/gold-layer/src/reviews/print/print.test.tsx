import type {
  Review,
  ReviewExport,
  ReviewSnapshot,
} from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReviewBackend } from '../../__testUtils__/FakeReviewBackend';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { ReviewsPage } from '..';
import { control, draft, inReview, people, reviewAddress } from '../fixtures';

const hash = (letter: string) => letter.repeat(64);

async function print(review: Review, exported: Partial<ReviewExport> = {}) {
  const { api } = renderScreen(<ReviewsPage />, {
    answers: {
      ...FakeReviewBackend.create(review).answers(),
      exportReview: {
        format: 'gold-layer.io/review-export/v1',
        exportedAt: '2026-11-21T09:00:00Z',
        review,
        checklist: '',
        log: [],
        ...exported,
      },
    },
    mountPath: '/gold-layer/reviews/*',
    at: `${reviewAddress}/print`,
  });
  const sheet = within(
    await screen.findByRole('dialog', { name: 'Review as a document' }),
  );
  return { api, sheet };
}

/** The review as it was approved in March, whose answers were changed since. */
function approved(): Review {
  const [slos, security] = draft().sections;
  return draft({
    state: 'approved',
    decidedAt: '2026-03-02T09:00:00.000Z',
    validUntil: '2027-03-02T09:00:00.000Z',
    decisions: [
      {
        role: 'security',
        title: 'Security',
        decision: 'approved',
        by: people.grace,
        at: '2026-03-02T09:00:00.000Z',
      },
    ],
    sections: [
      slos,
      {
        ...security,
        controls: [
          control('secrets', {
            title: 'Secrets are managed',
            answer: 'not-met',
            note: 'Not any more.',
          }),
        ],
      },
    ],
  });
}

const snapshot: ReviewSnapshot = {
  at: '2026-03-02T09:00:00.000Z',
  review: draft().id,
  state: 'approved',
  checklist: { name: 'production-readiness', version: '1.0.0', hash: 'a' },
  service: {
    ref: 'component:default/checkout',
    tier: 'critical',
    owner: 'group:default/payments',
    criticalDependencies: ['component:default/ledger'],
  },
  answers: [
    {
      control: 'secrets',
      title: 'Secrets are managed',
      blocking: true,
      answer: 'met',
      source: 'evidence',
      note: 'In the vault.',
      waiver: undefined,
      evidence: [
        {
          id: 'e1',
          control: 'secrets',
          kind: 'file',
          title: 'Vault report',
          file: {
            name: 'vault.pdf',
            mediaType: 'application/pdf',
            size: 20,
            sha256: hash('e'),
          },
          addedBy: people.ada.ref,
          addedAt: Date.parse('2026-03-01T09:00:00Z'),
        },
      ],
    },
    {
      control: 'retired',
      title: 'It was there then',
      blocking: false,
      answer: 'met',
      source: 'automatic',
      evidence: [],
    },
  ],
  facts: [
    {
      fact: 'slo.count',
      value: 3,
      source: 'slos',
      collectedAt: '2026-03-02T08:00:00.000Z',
    },
  ],
  signOffs: [
    {
      section: 'security',
      state: 'signed',
      by: people.grace.ref,
      at: Date.parse('2026-03-02T08:30:00Z'),
    },
  ],
  decisions: [
    {
      role: 'security',
      decision: 'approved',
      by: people.grace.ref,
      at: Date.parse('2026-03-02T09:00:00Z'),
      comment: 'Well kept.',
    },
  ],
  conditions: [],
};

it('prints a review that is under way as it is answered today, and says so', async () => {
  const { api, sheet } = await print(inReview());
  expect(
    sheet.getByRole('heading', { name: 'Production readiness: Checkout' }),
  ).toBeInTheDocument();
  expect(
    sheet.getByRole('heading', { name: 'Traffic is encrypted' }),
  ).toBeInTheDocument();
  expect(sheet.getByText(/These are the answers of today/)).toHaveTextContent(
    'They are frozen when the review is approved; until then they may change.',
  );
  expect(api.lastInput('exportReview')).toBeUndefined();
});

it('holds the keyboard while it hides the page, and is left by Escape', async () => {
  await print(inReview());
  for (const name of ['Print', 'Back to the review']) {
    await userEvent.tab();
    expect(screen.getByRole('button', { name })).toHaveFocus();
  }
  await userEvent.tab();
  const [sheet] = screen.getAllByRole('presentation');
  expect(sheet).toContainElement(document.querySelector<HTMLElement>(':focus'));

  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.getByLabelText('Address')).toHaveTextContent(
    new RegExp(`^${reviewAddress}$`),
  );
});

it('says of a rejected review that nothing was frozen', async () => {
  const { sheet } = await print(draft({ state: 'rejected' }));
  expect(sheet.getByText(/These are the answers of today/)).toHaveTextContent(
    'Nothing was frozen, as the review was not approved.',
  );
});

it('says of a review from before the portal that its facts are of a later time', async () => {
  const [fact] = snapshot.facts;
  const { sheet } = await print(approved(), {
    snapshot: {
      ...snapshot,
      facts: [fact, { ...fact, collectedAt: '2026-11-27T08:00:00.000Z' }],
    },
    snapshotHash: hash('d'),
    log: [],
  });
  expect(
    sheet.getByText(/What has changed since is not in it/),
  ).toHaveTextContent('those known when it was taken over');
});

it('prints what was approved, with evidence, facts and the hashes that stand for it', async () => {
  const entry = {
    seq: 9,
    at: '2026-03-02T09:00:00.000Z',
    actor: people.grace,
    event: 'approved',
    text: 'The review was approved',
    detail: {},
    previousHash: hash('0'),
    hash: hash('b'),
  };
  const { sheet } = await print(approved(), {
    snapshot,
    snapshotHash: hash('d'),
    log: [entry],
  });

  expect(
    sheet.getByText(/What follows is what was approved, as it was frozen on/),
  ).toHaveTextContent('2 March 2026, 09:00 UTC');
  expect(sheet.queryByText(/taken over/)).not.toBeInTheDocument();
  expect(sheet.getByText(/In the vault/)).toBeInTheDocument();
  expect(sheet.queryByText(/Not any more/)).not.toBeInTheDocument();
  expect(sheet.getByText(/Vault report/)).toHaveTextContent(
    `File: Vault report (SHA-256 ${hash('e')}), added by Ada Lovelace, 1 March 2026, 09:00 UTC`,
  );
  expect(
    sheet.getByText(/^Security: approved by Grace Hopper/),
  ).toHaveTextContent('“Well kept.”');
  expect(
    sheet.getByText(/^Security: signed, Grace Hopper/),
  ).toBeInTheDocument();
  expect(
    sheet.getByRole('heading', { name: 'Other controls' }),
  ).toBeInTheDocument();
  expect(sheet.getByRole('row', { name: /^slo.count/ })).toHaveTextContent(
    'slo.count3slos2 March 2026, 08:00 UTCno end',
  );
  expect(sheet.getByText(hash('d'))).toBeInTheDocument();
  expect(sheet.getByText(/^Head of the log, entry 9/)).toHaveTextContent(
    hash('b'),
  );
});

it('does not print answers of today as what was approved', async () => {
  const { sheet } = await print(approved(), { snapshot: { answers: 7 } });
  expect(sheet.getByRole('alert')).toHaveTextContent(
    /^What was approved cannot be shown/,
  );
  expect(sheet.queryByText(/Secrets are managed/)).not.toBeInTheDocument();
});
