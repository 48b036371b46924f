import { screen } from '@testing-library/react';
import { openReview } from '../../__testUtils__/openReview';
import { inReview, people } from '../fixtures';

beforeEach(() => window.localStorage.clear());

/** A review that every role has approved, of which nobody has signed a section. */
function allApproved(security: object) {
  const review = inReview();
  const [first, second] = review.sections;
  return {
    ...review,
    decisions: review.decisions.map(role => ({
      ...role,
      decision: 'approved' as const,
      by: role.assignee,
    })),
    sections: [
      {
        ...first,
        signOff: {
          state: 'signed' as const,
          by: people.linus,
          at: '2026-11-20T08:00:00Z',
        },
      },
      { ...second, signOff: undefined, ...security },
    ],
  };
}

describe('a section that nobody has signed though its role has decided', () => {
  it('names who is asked to, and no signature', async () => {
    openReview(allApproved({ asked: people.grace }), '?section=security');
    const section = await screen.findByRole('region', { name: 'Security' });
    expect(section).toHaveTextContent(
      'Security signs this section. Nobody has yet; Grace Hopper is asked to.',
    );
    expect(section).not.toHaveTextContent('Changed since');
    expect(
      screen.getByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent('Security: Grace Hopper is asked to sign it.');
  });

  it('says why nobody is asked', async () => {
    const problem = 'Nobody holds the role Security.';
    openReview(allApproved({ problem }), '?section=security');
    const section = await screen.findByRole('region', { name: 'Security' });
    expect(section).toHaveTextContent(
      `Nobody has yet, and nobody is asked. ${problem}`,
    );
    expect(
      screen.getByRole('status', { name: 'What happens next' }),
    ).toHaveTextContent(`Security: ${problem}`);
  });
});
