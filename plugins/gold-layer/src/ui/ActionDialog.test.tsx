import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { refusal } from '../__testUtils__/refusal';
import { ActionDialog } from './ActionDialog';

/** A dialog that is told whether something is written in it, as forms tell. */
function Asked(props: {
  busy?: boolean;
  blocked?: boolean;
  kept?: boolean;
  error?: Error;
  onClose: () => void;
  onSubmit?: () => void;
}) {
  const [text, setText] = useState('');
  return (
    <ActionDialog
      title="End it?"
      doIt="End it"
      busy={props.busy ?? false}
      blocked={props.blocked}
      written={!props.kept && text !== ''}
      error={props.error}
      onSubmit={props.onSubmit ?? (() => {})}
      onClose={props.onClose}
    >
      <textarea
        aria-label="Why"
        value={text}
        onChange={event => setText(event.target.value)}
      />
    </ActionDialog>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
const backdrop = () =>
  screen.getByRole('dialog').parentElement ?? document.body;

describe('a dialog that asks before something is done', () => {
  it('closes at once while nothing is written, or where the words are kept', async () => {
    const onClose = jest.fn();
    const { unmount } = render(<Asked onClose={onClose} />);
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
    unmount();

    render(<Asked kept onClose={onClose} />);
    await userEvent.type(screen.getByLabelText('Why'), 'It is over');
    await userEvent.click(backdrop());
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['Cancel', () => userEvent.click(button('Cancel'))],
    ['Escape', () => userEvent.type(screen.getByLabelText('Why'), '{Escape}')],
    ['a click beside it', () => userEvent.click(backdrop())],
  ])('does not lose what is written by %s', async (_, leave) => {
    const onClose = jest.fn();
    const onSubmit = jest.fn();
    render(<Asked onClose={onClose} onSubmit={onSubmit} />);
    await userEvent.type(screen.getByLabelText('Why'), 'It is over');
    await leave();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Discard what you have written?',
    );
    expect(button('Go on writing')).toHaveFocus();
    // Leaving once more is no yes.
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByLabelText('Why')).toHaveValue('It is over');

    await leave();
    await userEvent.click(button('Discard'));
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('stays while its answer is on the way: leaving would look like calling it off', async () => {
    const onClose = jest.fn();
    const onSubmit = jest.fn();
    render(<Asked busy onClose={onClose} onSubmit={onSubmit} />);
    await userEvent.keyboard('{Escape}');
    await userEvent.click(backdrop());
    expect(onClose).not.toHaveBeenCalled();
    expect(button('Cancel')).toBeDisabled();
    expect(button('One moment …')).toBeDisabled();
  });

  it('can be left while something is missing', async () => {
    const onClose = jest.fn();
    render(<Asked blocked onClose={onClose} />);
    expect(button('End it')).toBeDisabled();
    await userEvent.click(button('Cancel'));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it.each([
    [400, 'body.until: expected a day'],
    [403, 'Whoever asked cannot approve it.'],
    [409, 'It is at version 3, you saw 2.'],
    [500, 'Something broke.'],
  ])('says what the server said, and no more (%s)', async (status, words) => {
    render(<Asked error={await refusal(status, words)} onClose={() => {}} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      new RegExp(`^${words}$`),
    );
  });
});
