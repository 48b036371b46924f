import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { controlCard, openReview } from '../__testUtils__/openReview';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ReviewsPage } from '.';
import { control, draft, inReview, people, reviewAddress } from './fixtures';

jest.setTimeout(30_000);
beforeEach(() => window.localStorage.clear());

describe('around the controls', () => {
  it('renders a script in a comment harmless, and people as links', async () => {
    const body =
      '<script>window.broken = true</script>\n\nSee <img src=x onerror="window.broken = true"> [here](javascript:alert(1)) @user:default/grace **please**';
    openReview(
      draft({
        comments: [
          {
            id: 'c1',
            author: people.linus,
            at: '2026-11-20T10:00:00Z',
            body,
            mentions: [people.grace],
          },
        ],
      }),
      '?view=discussion',
    );

    const comments = await screen.findByRole('list', { name: 'Comments' });
    expect(comments).toHaveTextContent('<script>window.broken = true</script>');
    // The elements that a script or an image would need are not there.
    expect(comments.querySelector('script, img')).toBeNull();
    expect(window).not.toHaveProperty('broken');
    const links = within(comments).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href')).join()).not.toContain(
      'alert',
    );
    expect(
      within(comments).getByRole('link', { name: '@Grace Hopper' }),
    ).toHaveAttribute('href', '/catalog/default/user/grace');
  });

  it('offers people after an @ and sends the comment', async () => {
    const { api } = openReview(draft(), '?view=discussion');
    const field = await screen.findByLabelText('Comment');

    await userEvent.type(field, 'Please look, @gra');
    await screen.findByRole('option', { name: /Grace Hopper/ });
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(field).toHaveValue('Please look, @user:default/grace '),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Comment' }));

    await waitFor(() =>
      expect(api.lastInput('commentOnReview')).toMatchObject({
        body: { body: 'Please look, @user:default/grace' },
      }),
    );
    await waitFor(() => expect(field).toHaveValue(''));
  });

  it('tells what has regressed since the approval', async () => {
    const review = draft();
    const [slos, security] = review.sections;
    const drifted = {
      ...slos.controls[0],
      drift: 'Two of three objectives are gone.',
    };
    openReview(
      draft({
        state: 'approved',
        decidedAt: '2026-03-02T10:00:00Z',
        validUntil: '2027-03-02T10:00:00Z',
        progress: { ...review.progress, drifted: 1, driftedBlocking: 1 },
        sections: [{ ...slos, controls: [drifted] }, security],
      }),
    );

    const panel = await screen.findByRole('region', {
      name: 'Approved in March 2026; since then, 1 control has regressed, and it blocks',
    });
    expect(
      within(panel).getByText('Two of three objectives are gone.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent('It is approved until 2 March 2027.');
  });

  it('begins with the blocking ones where much has regressed, and shows all on demand', async () => {
    const [slos] = draft().sections;
    const controls = Array.from({ length: 12 }, (_, index) =>
      control(`control-${index}`, { drift: 'Gone.', blocking: index === 11 }),
    );
    openReview(
      draft({
        state: 'approved',
        decidedAt: '2026-03-02T10:00:00Z',
        progress: { ...draft().progress, drifted: 12, driftedBlocking: 1 },
        sections: [{ ...slos, controls }],
      }),
    );

    const panel = within(
      await screen.findByRole('region', { name: /12 controls have regressed/ }),
    );
    const shown = () =>
      panel.getAllByRole('listitem').map(item => item.textContent);
    expect(shown()).toHaveLength(8);
    expect(shown()[0]).toMatch(/^Control-11 Blocking/);
    await userEvent.click(panel.getByRole('button', { name: 'Show all 12' }));
    expect(shown()).toHaveLength(12);
  });

  describe('a link to what has regressed', () => {
    const [slos, security] = draft().sections;
    const [secrets, tls] = security.controls;
    const [objectives] = slos.controls;
    const openRegressed = (more: Partial<ReviewControl> = {}) =>
      openReview(
        draft({
          state: 'approved',
          decidedAt: '2026-03-02T10:00:00Z',
          progress: { ...draft().progress, drifted: 1 },
          sections: [
            slos,
            {
              ...security,
              controls: [{ ...secrets, drift: 'Gone.', ...more }, tls],
            },
          ],
        }),
      );
    const link = async () =>
      within(
        await screen.findByRole('region', { name: /1 control has regressed/ }),
      ).getByRole('link', { name: secrets.title });
    const follow = async () => {
      await userEvent.click(await link());
      const found = await controlCard(secrets.title);
      await waitFor(() => expect(found).toHaveFocus());
    };

    it('leads to that control, with the keyboard, as often as asked', async () => {
      openRegressed();
      const other = await controlCard(objectives.title);
      await follow();
      expect(other).not.toBeInTheDocument();

      await userEvent.click(
        screen.getByRole('button', { name: new RegExp(`^${slos.title}`) }),
      );
      expect(await controlCard(objectives.title)).toBeInTheDocument();
      await follow();
    });

    it('is where one is from then on, whatever one filters by', async () => {
      const { backend } = openRegressed({ blocking: true });
      await userEvent.click(await controlCard(objectives.title));
      await follow();

      await userEvent.click(screen.getByRole('button', { name: /^Blocking/ }));
      expect(await controlCard(secrets.title)).toBeInTheDocument();
      await userEvent.keyboard('2');
      await waitFor(() =>
        expect(backend.saved[0]).toMatchObject({
          control: 'secrets',
          body: { answer: 'partly' },
        }),
      );
    });

    it('has nothing answered unseen that a filter hides', async () => {
      const { backend } = openRegressed();
      await follow();
      await userEvent.click(screen.getByRole('button', { name: /^Blocking/ }));
      expect(await controlCard('Runbooks exist')).toBeInTheDocument();
      await userEvent.keyboard('2');

      await userEvent.keyboard('j1');
      await waitFor(() => expect(backend.saved).toHaveLength(1));
      expect(backend.saved[0]).toMatchObject({ control: 'runbooks' });
    });

    it('does not pull one off the tabs again', async () => {
      openRegressed();
      await follow();
      await userEvent.keyboard('j');
      expect(await controlCard(tls.title)).toHaveFocus();

      await userEvent.click(screen.getByRole('tab', { name: /^Discussion/ }));
      const back = screen.getByRole('tab', { name: 'Controls' });
      await userEvent.click(back);
      // Its section is open still.
      expect(await controlCard(secrets.title)).toBeInTheDocument();
      expect(back).toHaveFocus();
    });
  });

  it('goes to the control that a link from elsewhere names, and on from there', async () => {
    const [slos, security] = draft().sections;
    openReview(draft(), `?control=${security.controls[0].control}`);
    const found = await controlCard(security.controls[0].title);
    await waitFor(() => expect(found).toHaveFocus());

    await userEvent.keyboard('k');
    const last = slos.controls[slos.controls.length - 1];
    const before = await controlCard(last.title);
    await waitFor(() => expect(before).toHaveFocus());
  });

  it('shows what a newer checklist changes before moving to it', async () => {
    const review = draft();
    const { api } = openReview(
      draft({
        upgradeTo: '1.1.0',
        may: { ...review.may, upgrade: { allowed: true } },
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'See what changes' }),
    );

    const dialog = within(
      await screen.findByRole('dialog', { name: 'Move to version 1.1.0' }),
    );
    expect(
      await dialog.findByText('3 answers stay as they are.'),
    ).toBeInTheDocument();
    expect(
      dialog.getByText(
        'Runbooks exist: asks for evidence. It has to be answered again.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Move to it' }));
    await waitFor(() =>
      expect(api.lastInput('upgradeReview')).toEqual({
        id: review.id,
        body: { version: 3 },
      }),
    );
  });

  it('tells what was done, newest first', async () => {
    openReview(draft(), '?view=log');

    const [newest, oldest] = await screen.findAllByRole('listitem');
    expect(newest).toHaveTextContent('Ada Lovelace answered Runbooks exist');
    expect(oldest).toHaveTextContent('Ada Lovelace started the review');
  });

  it('saves the export as it came', async () => {
    const saved: string[] = [];
    Object.assign(URL, {
      createObjectURL: () => 'blob:review',
      revokeObjectURL: (url: string) => saved.push(url),
    });
    const { api } = openReview(draft());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );

    await waitFor(() => expect(saved).toEqual(['blob:review']));
    expect(api.lastInput('exportReview')).toEqual({ id: draft().id });
  });

  it('says what is wrong when a step came too late, and shows how it stands', async () => {
    const ready = draft({
      progress: { ...draft().progress, answered: 4 },
      may: { ...draft().may, submit: { allowed: true } },
    });
    const { backend } = openReview(ready);
    backend.tooLate = 'Grace Hopper has submitted it already.';
    await userEvent.click(
      await screen.findByRole('button', { name: 'Submit' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    backend.review = inReview({ version: 9 });
    await userEvent.click(dialog.getByRole('button', { name: 'Submit' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Grace Hopper has submitted it already.',
    );
    expect(await screen.findByText(/still have to decide/)).toBeInTheDocument();
  });

  it('says that there is no such review, and why one may not see it', async () => {
    const notFound = await refusal(404, 'No review found');
    renderScreen(<ReviewsPage />, {
      answers: { getReview: notFound },
      mountPath: '/gold-layer/reviews/*',
      at: reviewAddress,
    });
    expect(
      await screen.findByText(/There is no such review/),
    ).toBeInTheDocument();
  });
});
