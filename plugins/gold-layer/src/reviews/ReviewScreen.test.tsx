import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  maxEvidenceBytes,
  type Review,
} from '@gold-layer/backstage-plugin-common';
import { FakeReviewBackend } from '../__testUtils__/FakeReviewBackend';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ReviewsPage } from '.';
import { control, draft, inReview, people, reviewAddress } from './fixtures';

function open(review: Review, search = '') {
  const backend = FakeReviewBackend.create(review);
  const { api } = renderScreen(<ReviewsPage />, {
    answers: backend.answers(),
    mountPath: '/gold-layer/reviews/*',
    at: `${reviewAddress}${search}`,
  });
  return { backend, api };
}

const controlCard = (name: string) => screen.findByRole('article', { name });
const answerOf = async (card: string, answer: string) =>
  within(await controlCard(card)).getByRole('button', {
    name: new RegExp(`^${answer}`),
  });

beforeEach(() => window.localStorage.clear());

describe('filling a review in', () => {
  it('says first what happens next and who must act', async () => {
    open(draft());

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
    const { backend } = open(draft(), '?section=slos');
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
    const { backend } = open(draft(), '?section=slos');

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
    const { backend } = open(draft(), '?section=slos');
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
    const first = open(draft(), '?section=slos');
    first.backend.failures.push(
      ...[1, 2, 3].map(() => new TypeError('Failed to fetch')),
    );
    await userEvent.click(await answerOf('Runbooks exist', 'Met'));
    await screen.findByText(/1 answer kept on this computer/);
    cleanup();

    const { backend } = open(draft());

    await waitFor(() =>
      expect(backend.saved.map(({ body }) => body)).toEqual([
        { version: 0, answer: 'met' },
      ]),
    );
    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(JSON.stringify(window.localStorage)).not.toContain('runbooks');
  });

  it('shows both versions when somebody was faster, and lets one choose', async () => {
    const { backend } = open(draft(), '?section=slos');
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

  it('joins changes of different parts without a question', async () => {
    const { backend } = open(draft(), '?section=slos');
    await controlCard('Runbooks exist');
    backend.change('runbooks', { note: 'See the wiki' });

    await userEvent.click(await answerOf('Runbooks exist', 'Met'));

    expect(await screen.findByText('Everything is saved.')).toBeInTheDocument();
    expect(screen.getByLabelText('Note')).toHaveValue('See the wiki');
  });

  it('keeps a change that is not taken until its writer has seen it', async () => {
    const { backend } = open(draft(), '?section=slos');
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
    const { backend } = open(draft(), '?section=slos');
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
    open(draft(), '?show=unanswered');

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
    open(draft(), '?section=security');

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
    open(draft({ sections }), '?section=s4');

    expect(await controlCard('C4-29')).toBeInTheDocument();
    expect(screen.getAllByRole('article')).toHaveLength(30);
  });
});

describe('evidence', () => {
  it('refuses a file of 6 MB and one of a wrong type before sending anything', async () => {
    const { api } = open(draft(), '?section=slos');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Add evidence for Runbooks exist',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'File' }));
    const upload = async (file: File) =>
      userEvent.upload(
        dialog.getByLabelText('File', { selector: 'input' }),
        file,
        {
          applyAccept: false,
        },
      );

    await upload(
      new File([new Uint8Array(maxEvidenceBytes + 1_048_576)], 'drill.pdf', {
        type: 'application/pdf',
      }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'drill.pdf has 6.0 MB; files may have up to 5 MB.',
    );
    await upload(
      new File(['MZ'], 'tool.exe', { type: 'application/x-msdownload' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /tool.exe is application\/x-msdownload; it may be PDF, PNG/,
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    expect(api.lastInput('addEvidence')).toBeUndefined();

    await upload(new File(['yes'], 'log.txt', { type: 'text/plain' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    await waitFor(() =>
      expect(api.lastInput('addEvidence')).toMatchObject({
        control: 'runbooks',
        body: {
          kind: 'file',
          title: 'log.txt',
          file: { name: 'log.txt', mediaType: 'text/plain', content: 'eWVz' },
        },
      }),
    );
  });

  it('asks of a drill when it was held', async () => {
    const { api } = open(draft(), '?section=slos');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Add evidence for Runbooks exist',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Drill' }));
    await userEvent.type(
      dialog.getByLabelText('What it shows'),
      'Restore drill',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    expect(await dialog.findByText('Say when it was held')).toBeInTheDocument();

    await userEvent.type(dialog.getByLabelText('Held on'), '2026-11-01');
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    await waitFor(() =>
      expect(api.lastInput('addEvidence')).toMatchObject({
        body: { kind: 'drill', title: 'Restore drill', date: '2026-11-01' },
      }),
    );
  });
});

describe('reviewing', () => {
  it('names who still has to decide, what is overdue, and why answers rest', async () => {
    open(inReview(), '?section=slos');

    expect(
      await screen.findByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent(
      'Security (Grace Hopper) and Engineering director (Linus Pauling) still have to decide.',
    );
    const deciders = within(screen.getByRole('list', { name: 'Who decides' }));
    expect(deciders.getAllByRole('listitem')[0]).toHaveTextContent(
      /Grace Hopperoverdue since/,
    );
    expect(
      await screen.findByText('It is with the reviewers.'),
    ).toBeInTheDocument();
    expect(
      within(await controlCard('Runbooks exist')).queryByRole('button', {
        name: /^Met/,
      }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('Only the owning team may withdraw it.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sign section' })).toBeDisabled();
    expect(
      screen.getByText(/Only SRE lead can sign it, and nobody for their own/),
    ).toBeInTheDocument();
  });

  it('approves under conditions with owner and day', async () => {
    const { api } = open(inReview());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decide for Security' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Decide for Security' }),
    );
    const decide = () =>
      dialog.getByRole('button', { name: 'Approve with conditions' });
    await userEvent.click(
      dialog.getByRole('radio', { name: 'Approve with conditions' }),
    );
    await userEvent.click(decide());
    expect(
      await dialog.findByText(/Name at least one condition/),
    ).toBeInTheDocument();

    await userEvent.click(
      dialog.getByRole('button', { name: 'Add a condition' }),
    );
    await userEvent.type(
      dialog.getByLabelText('Condition 1'),
      'Rotate the keys',
    );
    const due = dialog.getByLabelText('Due');
    await userEvent.clear(due);
    await userEvent.type(due, '2027-01-15');
    await userEvent.click(decide());

    await waitFor(() =>
      expect(api.lastInput('decideReview')).toEqual({
        id: inReview().id,
        body: {
          version: 3,
          role: 'security',
          decision: 'conditionally-approved',
          comment: undefined,
          conditions: [
            {
              title: 'Rotate the keys',
              owner: people.ada.ref,
              due: '2027-01-15',
            },
          ],
        },
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('does not reject without a word', async () => {
    const { api } = open(inReview());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decide for Security' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('radio', { name: 'Reject' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));

    expect(
      await dialog.findByText('Say why: the team goes by it.'),
    ).toBeInTheDocument();
    expect(api.lastInput('decideReview')).toBeUndefined();
  });

  it('signs a section and asks for changes with a comment', async () => {
    const { api } = open(inReview(), '?section=security');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign section' }),
    );
    const sign = within(await screen.findByRole('dialog'));
    expect(
      sign.getByText(/Traffic is encrypted: Nobody has answered/),
    ).toBeInTheDocument();
    await userEvent.click(sign.getByRole('button', { name: 'Sign section' }));
    await waitFor(() =>
      expect(api.lastInput('signReviewSection')).toMatchObject({
        body: { version: 3, section: 'security' },
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    const [, inSection] = screen.getAllByRole('button', {
      name: 'Request changes',
    });
    await userEvent.click(inSection);
    const changes = within(await screen.findByRole('dialog'));
    await userEvent.click(
      changes.getByRole('button', { name: 'Request changes' }),
    );
    expect(
      await changes.findByText(/Say what has to change/),
    ).toBeInTheDocument();
    await userEvent.type(
      changes.getByLabelText(/What has to change/),
      'Name the key store',
    );
    await userEvent.click(
      changes.getByRole('button', { name: 'Request changes' }),
    );
    await waitFor(() =>
      expect(api.lastInput('requestReviewChanges')).toMatchObject({
        body: { section: 'security', comment: 'Name the key store' },
      }),
    );
  });
});

describe('around the controls', () => {
  it('renders a script in a comment harmless, and people as links', async () => {
    const body =
      '<script>window.broken = true</script>\n\nSee <img src=x onerror="window.broken = true"> [here](javascript:alert(1)) @user:default/grace **please**';
    open(
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
    const { api } = open(draft(), '?view=discussion');
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
    open(
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

  it('shows what a newer checklist changes before moving to it', async () => {
    const review = draft();
    const { api } = open(
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
    open(draft(), '?view=log');

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
    const { api } = open(draft());
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
    const { backend } = open(ready);
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

  it('prints everything as one document', async () => {
    renderScreen(<ReviewsPage />, {
      answers: FakeReviewBackend.create(inReview()).answers(),
      mountPath: '/gold-layer/reviews/*',
      at: `${reviewAddress}/print`,
    });

    const sheet = within(
      await screen.findByRole('dialog', { name: 'Review as a document' }),
    );
    expect(
      sheet.getByRole('heading', { name: 'Production readiness: Checkout' }),
    ).toBeInTheDocument();
    expect(
      sheet.getByRole('heading', { name: 'Traffic is encrypted' }),
    ).toBeInTheDocument();
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
