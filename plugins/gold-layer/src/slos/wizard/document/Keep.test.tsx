import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { FakeSloDesk } from '../../../__testUtils__/FakeSloDesk';
import { renderScreen } from '../../../__testUtils__/renderScreen';
import { SlosPage } from '../../SlosPage';
import { detail } from '../../sloFixtures';
import { checkout, standingText } from '../fixtures';

describe('keeping a document in the portal', () => {
  it('is neither offered nor refused while it is not known who may', async () => {
    const desk = FakeSloDesk.create({ text: standingText, version: 1 });
    const [spec] = readSloDocuments(standingText, { service: checkout }).slos;
    renderScreen(
      <Routes>
        <Route path="/gold-layer/slos/*" element={<SlosPage />} />
      </Routes>,
      {
        at: `/gold-layer/slos/new?edit=${spec.id}&step=document`,
        allowed: 'asking',
        answers: {
          ...desk.answers(),
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
        },
      },
    );

    const part = await screen.findByRole('region', { name: 'Keep it' });
    expect(part).toHaveTextContent('The portal keeps a document');
    expect(part).not.toHaveTextContent('You may not keep documents');
    expect(within(part).queryByRole('button')).not.toBeInTheDocument();
  });
});
