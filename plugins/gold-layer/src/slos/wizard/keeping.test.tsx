import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../__testUtils__/FakeGoldLayerApi';
import { FakeSloDesk } from '../../__testUtils__/FakeSloDesk';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { slow } from '../../__testUtils__/slow';
import { SlosPage } from '../SlosPage';
import { detail } from '../sloFixtures';
import { checkout, standingText } from './fixtures';

jest.setTimeout(60_000);

function openWizard(search: string, answers: FakeAnswers) {
  cleanup();
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    { at: `/gold-layer/slos/new?${search}`, answers },
  );
}

async function open() {
  openWizard(`service=${checkout}`, FakeSloDesk.create().answers());
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
    async words => {
      sessionStorage.setItem(
        await begin(),
        `{"at":${Date.now()},"words":${words}}`,
      );
      expect(await open()).not.toBeChecked();
    },
  );

  it('takes up one that was kept before the portal knew of a field', async () => {
    const key = await begin();
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '');
    const { policy, ...known } = kept.words;
    expect(policy).toBe('');
    sessionStorage.setItem(key, JSON.stringify({ ...kept, words: known }));
    expect(await open()).toBeChecked();
  });

  it('is forgotten once its document is kept, though its writer has left before the answer', async () => {
    const { slos, problems } = readSloDocuments(standingText, {
      service: checkout,
    });
    const [spec] = slos;
    const kept = slow({ slos, problems, version: 2 });
    const desk = FakeSloDesk.create({ text: standingText, version: 1 });
    openWizard(`edit=${spec.id}&step=document`, {
      ...desk.answers(),
      keepSloDocument: () => kept.answered,
      getSlo: {
        ...detail,
        id: spec.id,
        title: spec.title,
        service: checkout,
        spec,
        document: { ...detail.document, origin: 'portal', text: standingText },
      },
    });
    for (const place of [/^In the repository/, /^In the portal/]) {
      await userEvent.click(await screen.findByRole('radio', { name: place }));
    }
    expect(sessionStorage).toHaveLength(1);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep in the portal' }),
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'Back to the SLO' }),
    );
    await kept.letGo();
    expect(sessionStorage).toHaveLength(0);
  });
});
