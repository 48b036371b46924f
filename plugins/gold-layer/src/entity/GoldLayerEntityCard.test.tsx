import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { Settled } from '../__testUtils__/Settled';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { GoldLayerEntityCard } from './GoldLayerEntityCard';
import { scorecards, service } from './fixtures';

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default' },
};

const ref = 'component:default/checkout';

function show(parts: Error) {
  renderScreen(
    <EntityProvider entity={checkout}>
      <GoldLayerEntityCard />
      <Settled
        name="getServiceSlos"
        input={{ kind: 'component', namespace: 'default', name: 'checkout' }}
      />
      <Settled name="listReviews" input={{ service: ref, limit: 50 }} />
      <Settled name="getRiskDebt" input={{ service: ref }} />
    </EntityProvider>,
    {
      answers: {
        getServiceScorecards: scorecards,
        getService: service,
        getServiceSlos: parts,
        listReviews: parts,
        getRiskDebt: parts,
      },
    },
  );
}

describe('the card of a service', () => {
  it('says which parts could not be loaded', async () => {
    show(await refusal(500, 'The database is away.'));
    for (const part of ['SLOs', 'Reviews', 'Accepted risks']) {
      expect(
        await screen.findByText(
          `${part} could not be loaded: The database is away.`,
        ),
      ).toBeInTheDocument();
    }
  });

  it('is silent about parts that the reader may not see', async () => {
    const refused = await refusal(403, 'No');
    show(refused);
    await screen.findAllByText(/Gold standard/);
    for (const name of ['getServiceSlos', 'listReviews', 'getRiskDebt']) {
      expect(await screen.findByText(`${name}: error`)).toBeInTheDocument();
    }
    expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
  });
});
