import type { Review } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReviewBackend } from '../../__testUtils__/FakeReviewBackend';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { ReviewsPage } from '../ReviewsPage';
import { draft, people, reviewAddress } from '../fixtures';

jest.setTimeout(30_000);

/** Something that comes when the test says so. */
function later<T>() {
  let come: (value: T) => void = () => {};
  const promise = new Promise<T>(resolve => {
    come = resolve;
  });
  return { promise, come };
}

const said = (body: string): Review =>
  draft({
    version: draft().version + 1,
    comments: [
      {
        id: '5b5e0c1e-0000-4000-8000-0000000000c1',
        at: '2026-11-21T09:00:00Z',
        author: people.ada,
        body,
        mentions: [],
      },
    ],
  });

/** Opens the discussion; what is said arrives, and what else there is to ask for, when the test says so. */
function openDiscussion() {
  const [sent, rest] = [later<Review>(), later<void>()];
  const answers = FakeReviewBackend.create(draft()).answers();
  const { listRoles } = answers;
  let asked = 0;
  const { api } = renderScreen(<ReviewsPage />, {
    answers: {
      ...answers,
      commentOnReview: () => sent.promise,
      listRoles: async input => {
        if (asked++ > 0) await rest.promise;
        if (typeof listRoles !== 'object' || listRoles instanceof Error) {
          throw new Error(`There are no roles for ${JSON.stringify(input)}.`);
        }
        return listRoles;
      },
    },
    mountPath: '/gold-layer/reviews/*',
    at: `${reviewAddress}?view=discussion`,
  });
  return { api, arrive: sent.come, goOn: () => rest.come() };
}

const field = () => screen.findByLabelText('Comment');
const send = () =>
  userEvent.click(screen.getByRole('button', { name: 'Comment' }));
const show = async (tab: RegExp) =>
  userEvent.click(await screen.findByRole('tab', { name: tab }));

/** What the browser keeps of words that were not sent. */
const keys = () =>
  Object.keys(window.localStorage).filter(key =>
    key.startsWith('gold-layer.kept/'),
  );

describe('a comment', () => {
  beforeEach(() => window.localStorage.clear());

  it('is there after a reload until it is sent, for whoever wrote it and nobody else', async () => {
    openDiscussion();
    await userEvent.type(await field(), 'Not so fast');
    cleanup();
    openDiscussion();
    expect(await field()).toHaveValue('Not so fast');
    cleanup();

    const [key] = keys();
    expect(keys()).toEqual([
      `gold-layer.kept/user:default/guest/comment/${draft().id}`,
    ]);
    // As if somebody else had written it before.
    window.localStorage.setItem(
      key.replace('user:default/guest', 'user:default/other'),
      window.localStorage.getItem(key) ?? '',
    );
    window.localStorage.removeItem(key);
    openDiscussion();
    expect(await field()).toHaveValue('');
  });

  it('is not sent by Enter where one looks for what it is about', async () => {
    const { api } = openDiscussion();
    await userEvent.type(await field(), 'Not so fast');
    await userEvent.type(screen.getByLabelText('About'), 'no such{Enter}');
    expect(api.lastInput('commentOnReview')).toBeUndefined();
    expect(await field()).toHaveValue('Not so fast');
  });

  it('leaves the field as soon as it is listed, and takes nothing along that is written from then on', async () => {
    const { arrive, goOn } = openDiscussion();
    await userEvent.type(await field(), 'Not so fast');
    await send();
    arrive(said('Not so fast'));
    expect(
      await screen.findByRole('list', { name: 'Comments' }),
    ).toHaveTextContent('Not so fast');
    expect(await field()).toHaveValue('');

    await userEvent.type(await field(), 'And another thing');
    goOn();
    expect(
      await screen.findByRole('button', { name: 'Comment' }),
    ).toBeEnabled();
    expect(await field()).toHaveValue('And another thing');
    expect(keys()).toHaveLength(1);
  });

  it('stays where it was written on while it was sent', async () => {
    const { arrive, goOn } = openDiscussion();
    await userEvent.type(await field(), 'Not so fast');
    await send();
    await userEvent.type(await field(), ', please');
    arrive(said('Not so fast'));
    goOn();
    expect(
      await screen.findByRole('button', { name: 'Comment' }),
    ).toBeEnabled();
    expect(await field()).toHaveValue('Not so fast, please');
  });

  it('is not there to be sent twice after a look at another tab', async () => {
    const { arrive, goOn } = openDiscussion();
    await userEvent.type(await field(), 'Not so fast');
    await send();
    await show(/^Log/);
    arrive(said('Not so fast'));
    goOn();
    await show(/^Discussion \(1\)/);
    await waitFor(async () => expect(await field()).toHaveValue(''));
    expect(keys()).toEqual([]);
  });
});
