import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { controlCard, openReview } from '../__testUtils__/openReview';
import { inReview, people } from './fixtures';

beforeEach(() => window.localStorage.clear());

const signed = {
  state: 'signed' as const,
  by: people.linus,
  at: '2026-11-20T08:00:00Z',
};

describe('reviewing', () => {
  it('names who still has to decide, what is overdue, and why answers rest', async () => {
    openReview(inReview(), '?section=slos');

    expect(
      await screen.findByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent(
      'Security (Grace Hopper) and Engineering director (Linus Pauling) still have to decide.',
    );
    const deciders = within(screen.getByRole('list', { name: 'Who decides' }));
    expect(deciders.getAllByRole('listitem')[0]).toHaveTextContent(
      /Grace Hopperwas due/,
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

  it('says what is missing once every role has decided', async () => {
    const review = inReview();
    const [slos, security] = review.sections;
    const [objectives, runbooks] = slos.controls;
    const spoken = {
      ...review,
      tierRaised: 'The tier was raised from standard to critical.',
      decisions: review.decisions.map(role => ({
        ...role,
        decision: 'approved' as const,
        by: role.assignee,
      })),
      sections: [
        {
          ...slos,
          signOff: signed,
          controls: [
            objectives,
            { ...runbooks, open: 'All of its evidence has run out.' },
          ],
        },
        {
          ...security,
          signOff: {
            state: 'stale' as const,
            by: people.linus,
            at: '2026-11-20T08:00:00Z',
            asked: people.grace,
          },
        },
      ],
    };
    openReview(spoken);
    const next = await screen.findByRole('status', {
      name: 'What happens next',
    });
    expect(next).toHaveTextContent(
      'Every role has decided, but “Security” has to be signed again, and 1 control blocks the approval.',
    );
    expect(next).toHaveTextContent(
      'Security: Grace Hopper is asked to sign it.',
    );
    expect(next).toHaveTextContent(
      'Runbooks exist: All of its evidence has run out.',
    );
    expect(next).toHaveTextContent(
      'The tier was raised from standard to critical. It cannot be approved as it is',
    );
  });

  it('says why nobody can be asked to sign a section again', async () => {
    const review = inReview();
    const [slos, security] = review.sections;
    const problem =
      'Everybody who holds the role Security asked for the review or belongs to the owning group.';
    openReview({
      ...review,
      decisions: review.decisions.map(role => ({
        ...role,
        decision: 'approved' as const,
        by: role.assignee,
      })),
      sections: [
        {
          ...slos,
          signOff: {
            state: 'stale' as const,
            by: people.linus,
            at: '2026-11-20T08:00:00Z',
            problem,
          },
        },
        { ...security, signOff: signed },
      ],
    });
    const next = await screen.findByRole('status', {
      name: 'What happens next',
    });
    expect(next).toHaveTextContent(`${slos.title}: ${problem}`);
    expect(next).not.toHaveTextContent('signs it');
    const section = await screen.findByRole('region', { name: slos.title });
    expect(section).toHaveTextContent(problem);
  });

  it('says that it will end by itself once nothing is missing', async () => {
    const review = inReview();
    const done = review.decisions.map(role => ({
      ...role,
      decision: 'approved' as const,
    }));
    const sections = review.sections.map(section => ({
      ...section,
      signOff: signed,
      controls: section.controls.map(control => ({
        ...control,
        answer: 'met' as const,
        open: undefined,
      })),
    }));
    openReview({ ...review, decisions: done, sections });
    expect(
      await screen.findByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent(
      'Every role has decided. The portal ends the review at its next look',
    );
  });

  it('names a section that nobody has signed though every role has decided', async () => {
    const review = inReview();
    const [slos, security] = review.sections;
    openReview({
      ...review,
      decisions: review.decisions.map(role => ({
        ...role,
        decision: 'approved' as const,
      })),
      sections: [
        { ...slos, signOff: signed },
        { ...security, signOff: undefined },
      ],
    });
    const next = await screen.findByRole('status', {
      name: 'What happens next',
    });
    expect(next).toHaveTextContent(
      'Every role has decided, but “Security” has to be signed',
    );
    expect(next).not.toHaveTextContent('signed again');
    expect(next).toHaveTextContent('Security: Security signs it.');
  });

  it('approves under conditions with owner and day', async () => {
    const { api } = openReview(inReview());
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
    const { api } = openReview(inReview());
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
    const { api } = openReview(inReview(), '?section=security');
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
