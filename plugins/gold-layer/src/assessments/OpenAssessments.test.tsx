import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderScreen } from '../__testUtils__/renderScreen';
import { OpenAssessments } from './OpenAssessments';
import { draft } from './fixtures';

const drafts = Array.from({ length: 12 }, (_, index) => ({
  ...draft,
  id: `5b5e0c1e-0000-4000-8000-0000000000${10 + index}`,
}));

it('leads to every draft, a page at a time', async () => {
  const { api } = renderScreen(<OpenAssessments />, {
    answers: {
      listAssessments: ({ cursor }) => ({
        items: cursor ? drafts.slice(10) : drafts.slice(0, 10),
        totalItems: drafts.length,
        pageInfo: cursor ? {} : { nextCursor: 'on' },
      }),
    },
  });
  const panel = within(
    await screen.findByRole('region', { name: 'Begun and not published' }),
  );
  expect(panel.getAllByRole('listitem')).toHaveLength(10);
  expect(panel.getByText('1–10 of 12 drafts')).toBeInTheDocument();

  await userEvent.click(panel.getByRole('button', { name: 'Next' }));
  expect(await panel.findByText('11–12 of 12 drafts')).toBeInTheDocument();
  expect(panel.getAllByRole('listitem')).toHaveLength(2);
  expect(api.lastInput('listAssessments')).toMatchObject({ cursor: 'on' });
});
