import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FirstOf } from './FirstOf';

const letters = (items: string[]) => (
  <FirstOf items={items} first={2}>
    {shown => <p>{shown.join(' ')}</p>}
  </FirstOf>
);

describe('the first of a long list', () => {
  it('says how many there are, and shows them on demand', async () => {
    render(letters(['a', 'b', 'c']));
    expect(screen.getByText('a b')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show all 3' }));
    expect(screen.getByText('a b c')).toBeInTheDocument();
  });

  it('leads back by the same button, and keeps the keyboard on it', async () => {
    render(letters(['a', 'b', 'c']));
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const button = screen.getByRole('button', {
      name: 'Show fewer',
      expanded: true,
    });
    expect(button).toHaveFocus();

    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('a b')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Show all 3', expanded: false }),
    ).toHaveFocus();
  });

  it('offers nothing where all are shown', () => {
    render(letters(['a', 'b']));
    expect(screen.getByText('a b')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
