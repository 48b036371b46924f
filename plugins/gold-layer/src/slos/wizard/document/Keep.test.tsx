import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../../__testUtils__/FakeGoldLayerApi';
import { FakeSloDesk } from '../../../__testUtils__/FakeSloDesk';
import { renderScreen } from '../../../__testUtils__/renderScreen';
import { slow } from '../../../__testUtils__/slow';
import { SlosPage } from '../../SlosPage';
import { detail } from '../../sloFixtures';
import { checkout, standingText } from '../fixtures';

jest.setTimeout(30_000);

/** Opens the last step of changing the SLO that the portal keeps. */
async function open(
  options: { answers?: FakeAnswers; allowed?: 'asking' } = {},
) {
  const [spec] = readSloDocuments(standingText, { service: checkout }).slos;
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/new?edit=${spec.id}&step=document`,
      allowed: options.allowed,
      answers: {
        ...FakeSloDesk.create({ text: standingText, version: 1 }).answers(),
        getSlo: {
          ...detail,
          id: spec.id,
          title: spec.title,
          service: checkout,
          spec,
          document: {
            ...detail.document,
            origin: 'portal',
            text: standingText,
          },
        },
        ...options.answers,
      },
    },
  );
  return screen.findByRole('region', { name: 'Keep it' });
}

describe('keeping a document in the portal', () => {
  beforeEach(() => sessionStorage.clear());

  it('is neither offered nor refused while it is not known who may', async () => {
    const part = await open({ allowed: 'asking' });
    expect(part).toHaveTextContent('The portal keeps a document');
    expect(part).not.toHaveTextContent('You may not keep documents');
    expect(within(part).queryByRole('button')).not.toBeInTheDocument();
  });

  it('forgets the draft, though its writer has left before the answer', async () => {
    const answer = slow({
      ...readSloDocuments(standingText, { service: checkout }),
      version: 2,
    });
    await open({ answers: { keepSloDocument: () => answer.answered } });
    await userEvent.click(
      screen.getByRole('radio', { name: /^In the repository/ }),
    );
    await userEvent.click(
      screen.getByRole('radio', { name: /^In the portal/ }),
    );
    expect(sessionStorage).toHaveLength(1);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep in the portal' }),
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'Back to the SLO' }),
    );
    await answer.letGo();
    expect(sessionStorage).toHaveLength(0);
  });
});
