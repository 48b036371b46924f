import { TestApiProvider, mockApis } from '@backstage/frontend-test-utils';
import type { Review } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerOf, openReview } from '../__testUtils__/openReview';
import { slow } from '../__testUtils__/slow';
import { draft, inReview, people } from './fixtures';

jest.setTimeout(30_000);
beforeEach(() => window.localStorage.clear());

const kept = () =>
  Object.keys(window.localStorage).filter(key =>
    key.startsWith('gold-layer.kept/'),
  );

interface Step {
  review: Review;
  /** The button that asks for it. */
  asks: string;
  field: RegExp;
  doIt: string;
}

const steps: Record<string, Step> = {
  submission: {
    review: draft({
      progress: { ...draft().progress, answered: 4 },
      may: { ...draft().may, submit: { allowed: true } },
    }),
    asks: 'Submit',
    field: /^For the reviewers/,
    doIt: 'Submit',
  },
  withdrawal: {
    review: draft(),
    asks: 'Withdraw',
    field: /^Why/,
    doIt: 'Withdraw',
  },
  signature: {
    review: inReview({ sections: inReview().sections.slice(1) }),
    asks: 'Sign section',
    field: /^Comment/,
    doIt: 'Sign section',
  },
  'request for changes': {
    review: inReview({ maySign: [] }),
    asks: 'Request changes',
    field: /^What has to change/,
    doIt: 'Request changes',
  },
  'condition that is met': {
    review: draft({
      state: 'conditionally-approved',
      conditions: [
        {
          id: 'c1',
          title: 'Rotate the keys',
          owner: people.ada,
          due: '2027-01-15',
          overdue: false,
        },
      ],
    }),
    asks: 'Say it is met',
    field: /^What shows it/,
    doIt: 'It is met',
  },
  decision: {
    review: inReview(),
    asks: 'Decide for Security',
    field: /^Comment/,
    doIt: 'Approve',
  },
  'piece of evidence': {
    review: draft(),
    asks: 'Add evidence for Runbooks exist',
    field: /^What it shows/,
    doIt: 'Add evidence',
  },
};

async function ask({ review, asks, field }: Step) {
  const { backend } = openReview(review);
  await userEvent.click(await screen.findByRole('button', { name: asks }));
  const dialog = within(await screen.findByRole('dialog'));
  return { backend, dialog, field: await dialog.findByLabelText(field) };
}

describe('the words of a step', () => {
  it.each(Object.entries(steps))(
    'are forgotten though whoever sent a %s has left before the answer',
    async (name, step) => {
      const { backend, dialog, field } = await ask(step);
      const answer = slow(undefined);
      backend.held = answer.answered;
      await userEvent.type(field, 'As agreed');
      if (name === 'piece of evidence') {
        await userEvent.type(
          dialog.getByLabelText('Address'),
          'https://wiki.example',
        );
      }
      expect(kept()).toHaveLength(1);
      await userEvent.click(dialog.getByRole('button', { name: step.doIt }));
      expect(
        await dialog.findByRole('button', { name: 'One moment …' }),
      ).toBeDisabled();

      cleanup();
      await answer.letGo();
      expect(kept()).toEqual([]);
    },
  );
});

describe('a browser that keeps nothing', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(Object.entries(steps))(
    'has one asked before the words of a %s are lost',
    async (_, step) => {
      const { field } = await ask(step);
      jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
        throw new Error('QuotaExceededError');
      });
      await userEvent.type(field, 'As agreed{Escape}');
      expect(
        await screen.findByText('Discard what you have written?'),
      ).toBeInTheDocument();
      await userEvent.click(
        screen.getByRole('button', { name: 'Go on writing' }),
      );
      await userEvent.clear(field);
      await userEvent.keyboard('{Escape}');
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
    },
  );
});

describe('answers of a reader whom the portal can name only later', () => {
  it('stay on the page and are sent', async () => {
    let asked = 0;
    const identity = mockApis.identity.mock({
      getBackstageIdentity: async () => {
        asked += 1;
        if (asked === 1) throw new Error('The session is over.');
        return {
          type: 'user',
          userEntityRef: people.ada.ref,
          ownershipEntityRefs: [],
        };
      },
    });
    const { backend } = openReview(draft(), '?section=slos', page => (
      <TestApiProvider apis={[identity]}>{page}</TestApiProvider>
    ));
    backend.failures.push(
      ...[1, 2, 3].map(() => new TypeError('Failed to fetch')),
    );
    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    const waiting =
      /1 answer on this page only, sent again while it stays open/;
    expect(await screen.findByText(waiting)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    const dialog = within(await screen.findByRole('dialog'));
    await waitFor(() => expect(asked).toBe(2));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByText(waiting)).toBeInTheDocument();
    backend.failures.length = 0;
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(backend.saved).toHaveLength(1);
  });
});
