import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeSloDesk } from '../../__testUtils__/FakeSloDesk';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { SlosPage } from '../SlosPage';
import { checkout } from './fixtures';

jest.setTimeout(60_000);

async function open() {
  cleanup();
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/new?service=${checkout}`,
      answers: FakeSloDesk.create().answers(),
    },
  );
  return screen.findByRole('radio', { name: 'Success rate' });
}

/** Begins a draft; answers under what it is kept. */
async function begin(): Promise<string> {
  await userEvent.click(await open());
  const [key] = Object.keys(sessionStorage);
  return key;
}

describe('a draft of an SLO', () => {
  beforeEach(() => sessionStorage.clear());

  it('is there again for whoever began it, and for nobody else who signs in', async () => {
    const key = await begin();
    expect(await open()).toBeChecked();

    expect(key).toContain('user:default/guest');
    sessionStorage.setItem(
      key.replace('user:default/guest', 'user:default/other'),
      sessionStorage.getItem(key) ?? '',
    );
    sessionStorage.removeItem(key);
    expect(await open()).not.toBeChecked();
  });

  it.each(['{"item":', '7', '{"item":7}'])(
    'begins afresh where what is kept cannot be read: %s',
    async text => {
      sessionStorage.setItem(await begin(), text);
      expect(await open()).not.toBeChecked();
    },
  );

  it('takes up one that was kept before the portal knew of a field', async () => {
    const key = await begin();
    const { policy, ...known } = JSON.parse(sessionStorage.getItem(key) ?? '');
    expect(policy).toBe('');
    sessionStorage.setItem(key, JSON.stringify(known));
    expect(await open()).toBeChecked();
  });
});
