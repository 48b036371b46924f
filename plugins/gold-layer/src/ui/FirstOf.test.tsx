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
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers nothing where all are shown', () => {
    render(letters(['a', 'b']));
    expect(screen.getByText('a b')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
