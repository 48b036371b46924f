import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openReview } from '../__testUtils__/openReview';
import { draft } from './fixtures';

/** What the browser keeps of words that were not sent. */
const keys = () =>
  Object.keys(window.localStorage).filter(key =>
    key.startsWith('gold-layer.kept/'),
  );

describe('words that were not sent', () => {
  beforeEach(() => window.localStorage.clear());

  it('are there after a reload, for whoever wrote them and nobody else', async () => {
    openReview(draft(), '?view=discussion');
    await userEvent.type(
      await screen.findByLabelText('Comment'),
      'Not so fast',
    );
    cleanup();
    openReview(draft(), '?view=discussion');
    expect(await screen.findByLabelText('Comment')).toHaveValue('Not so fast');
    cleanup();

    const [key] = keys();
    expect(keys()).toEqual([
      `gold-layer.kept/user:default/guest/comment/${draft().id}`,
    ]);
    // As if somebody else had written them before.
    window.localStorage.setItem(
      key.replace('user:default/guest', 'user:default/other'),
      window.localStorage.getItem(key) ?? '',
    );
    window.localStorage.removeItem(key);
    openReview(draft(), '?view=discussion');
    expect(await screen.findByLabelText('Comment')).toHaveValue('');
  });
});
