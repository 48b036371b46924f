import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerOf, controlCard, openReview } from '../__testUtils__/openReview';
import { refusal } from '../__testUtils__/refusal';
import { control, draft } from './fixtures';

beforeEach(() => window.localStorage.clear());

describe('filling a review in', () => {
  it('says first what happens next and who must act', async () => {
    openReview(draft());

    expect(
      await screen.findByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent(
      'Payments still has to answer 3 controls.1 blocking control is open',
    );
    expect(screen.getByRole('button', { name: 'Submit' })).toBeDisabled();
    expect(
      screen.getByText('3 controls are not answered.'),
    ).toBeInTheDocument();
  });

  it('shows what the portal knows with its facts, and lets one confirm or dispute it', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    const card = within(await controlCard('Objectives are defined'));
    expect(card.getByText('Met by the facts')).toBeInTheDocument();
    expect(
      card.getByText('Three objectives are declared.'),
    ).toBeInTheDocument();
    await userEvent.click(card.getByRole('button', { name: 'Facts' }));
    expect(card.getByRole('table')).toHaveTextContent(
      /Objectives declared3Up to dateslos/,
    );

    await userEvent.click(card.getByRole('button', { name: 'Confirm' }));
    expect(
      await card.findByRole('button', { name: 'Confirmed', pressed: true }),
    ).toBeInTheDocument();

    await userEvent.click(card.getByRole('button', { name: 'Dispute' }));
    await userEvent.type(
      card.getByLabelText(/What the portal has wrong/),
      'Two are drafts',
    );
    await userEvent.tab();
    await waitFor(() =>
      expect(backend.saved.at(-1)?.body).toMatchObject({
        dispute: 'Two are drafts',
      }),
    );
  });

  it('saves every answer and note as they are given, and says so', async () => {
    const { backend } = openReview(draft(), '?section=slos');

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    const card = within(await controlCard('Runbooks exist'));
    expect(await card.findByText('Saved')).toBeInTheDocument();
    await userEvent.click(card.getByRole('button', { name: 'Add a note' }));
    await userEvent.type(card.getByLabelText('Note'), 'In the handbook');
    expect(card.getByText('Saves when you pause')).toBeInTheDocument();
    await userEvent.tab();

    expect(await card.findByText('Saved')).toBeInTheDocument();
    expect(backend.saved.map(({ body }) => body)).toEqual([
      { version: 0, answer: 'met' },
      { version: 1, note: 'In the handbook' },
    ]);
    expect(screen.getByText('Everything is saved.')).toBeInTheDocument();
    expect(card.getByText(/Last changed by Ada Lovelace/)).toBeInTheDocument();
  });

  it('keeps answers while the portal cannot be reached, and sends them again', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    backend.failures.push(new TypeError('Failed to fetch'));

    await userEvent.click(await answerOf('Runbooks exist', 'Partly'));

    expect(
      await screen.findByText(/The portal cannot be reached. 1 answer kept/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(backend.saved).toHaveLength(1);
  });

  it('sends what a closed laptop had not sent', async () => {
    const first = openReview(draft(), '?section=slos');
    first.backend.failures.push(
      ...[1, 2, 3].map(() => new TypeError('Failed to fetch')),
    );
    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    await screen.findByText(/1 answer kept on this computer/);
    cleanup();

    const { backend } = openReview(draft());

    await waitFor(() =>
      expect(backend.saved.map(({ body }) => body)).toEqual([
        { version: 0, answer: 'met' },
      ]),
    );
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(JSON.stringify(window.localStorage)).not.toContain('runbooks');
  });

  it('shows both versions when somebody was faster, and lets one choose', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    await controlCard('Runbooks exist');
    backend.change('runbooks', { answer: 'not-met', source: 'person' });

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));

    const choice = within(
      await screen.findByRole('alert', {
        name: 'Two versions of the answer to Runbooks exist',
      }),
    );
    expect(choice.getByText('Answer: Met')).toBeInTheDocument();
    expect(choice.getByText(/Grace Hopper/)).toBeInTheDocument();
    expect(choice.getByText('Answer: Not met')).toBeInTheDocument();
    expect(backend.saved).toHaveLength(0);

    await userEvent.click(choice.getByRole('button', { name: 'Keep mine' }));
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(backend.saved[0].body).toEqual({ version: 1, answer: 'met' });
  });

  it('asks nothing when its own answer was stored and only the receipt was lost', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    backend.lost = new TypeError('Failed to fetch');

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    await screen.findByText(/1 answer kept on this computer/);
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }));

    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(screen.queryByRole('alert', { name: /^Two versions/ })).toBeNull();
    expect(backend.saved.map(({ body }) => body)).toEqual([
      { version: 0, answer: 'met' },
    ]);
  });

  it('joins changes of different parts without a question', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    await controlCard('Runbooks exist');
    backend.change('runbooks', { note: 'See the wiki' });

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));

    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(screen.getByLabelText('Note')).toHaveValue('See the wiki');
  });

  it('keeps a change that is not taken until its writer has seen it', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    backend.failures.push(await refusal(403, 'Only Payments may answer.'));

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));

    expect(
      await screen.findByText(/kept on this computer only: Only Payments may/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Discard my change' }),
    );
    expect(await answerOf('Runbooks exist', 'Met')).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  });

  it('is filled in by keyboard alone, but not while typing', async () => {
    const { backend } = openReview(draft(), '?section=slos');
    await controlCard('Runbooks exist');

    await userEvent.keyboard('jj');
    expect(await controlCard('Runbooks exist')).toHaveFocus();
    await userEvent.keyboard('2');
    await waitFor(() =>
      expect(backend.saved[0]).toMatchObject({
        control: 'runbooks',
        body: { answer: 'partly' },
      }),
    );
    await userEvent.keyboard('j');
    expect(await controlCard('Secrets are managed')).toHaveFocus();
    await userEvent.keyboard('k');
    expect(await controlCard('Runbooks exist')).toHaveFocus();

    const card = within(await controlCard('Runbooks exist'));
    await userEvent.click(card.getByRole('button', { name: 'Add a note' }));
    await userEvent.keyboard('j4?e');
    expect(card.getByLabelText('Note')).toHaveValue('j4?e');
    await userEvent.tab();
    await userEvent.keyboard('e');
    expect(
      await screen.findByRole('dialog', { name: 'Evidence: Runbooks exist' }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: 'Filling in by keyboard' }),
    ).toBeInTheDocument();
  });

  it('filters by the address and keeps what was just answered in sight', async () => {
    openReview(draft(), '?show=unanswered');

    expect(await controlCard('Runbooks exist')).toBeInTheDocument();
    expect(
      screen.queryByRole('article', { name: 'Objectives are defined' }),
    ).not.toBeInTheDocument();
    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(await controlCard('Runbooks exist')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: /^All/ }));
    expect(await controlCard('Objectives are defined')).toBeInTheDocument();
  });

  it('shows who else is here, and where', async () => {
    openReview(draft(), '?section=security');

    expect(
      await screen.findByText('Grace Hopper has it open too'),
    ).toBeInTheDocument();
    expect(
      within(await controlCard('Traffic is encrypted')).getByText(
        'Grace Hopper is here',
      ),
    ).toBeInTheDocument();
  });

  it('draws only the open section of a review of 300 controls', async () => {
    const sections = Array.from({ length: 10 }, (_, section) => ({
      section: `s${section}`,
      title: `Section ${section}`,
      reviewer: { role: 'security', title: 'Security' },
      controls: Array.from({ length: 30 }, (__, index) =>
        control(`c${section}-${index}`),
      ),
    }));
    openReview(draft({ sections }), '?section=s4');

    expect(await controlCard('C4-29')).toBeInTheDocument();
    expect(screen.getAllByRole('article')).toHaveLength(30);
  });
});
