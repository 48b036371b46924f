import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JSX } from 'react';
import { FakeGoldLayerApi } from './__testUtils__/FakeGoldLayerApi';
import { facts, history, scorecards, service } from './entity/fixtures';
import {
  EntityGoldLayerCard,
  EntityGoldLayerContent,
  goldLayerApiRef,
  rootRouteRef,
} from './legacy';

const checkout = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default' },
};

/** What an EntityPage of the legacy frontend system shows of the service. */
function open(element: JSX.Element) {
  const api = FakeGoldLayerApi.create({
    getServiceScorecards: scorecards,
    getService: service,
    getServiceFacts: facts,
    getServiceHistory: history,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [goldLayerApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider entity={checkout}>{element}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/gold-layer': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe("a service's page on the legacy frontend system", () => {
  it('has a card that says where the service stands and leads to the tab', async () => {
    await open(<EntityGoldLayerCard />);

    const card = await screen.findByRole('region', { name: 'Gold Layer' });
    expect(await within(card).findByText('Bronze')).toBeInTheDocument();
    expect(
      within(card).getByRole('link', { name: 'See all checks' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/gold-layer');
  });

  it('has a tab with the verdict, the next steps and what lies behind', async () => {
    await open(<EntityGoldLayerContent />);

    expect(
      await screen.findByRole('heading', {
        name: 'It holds Bronze on Gold standard: 2 checks to Silver.',
      }),
    ).toBeInTheDocument();
    const steps = screen.getByRole('region', { name: 'Next steps' });
    expect(within(steps).getAllByRole('listitem')[0]).toHaveTextContent(
      /Has a runbook/,
    );

    await userEvent.click(screen.getByRole('tab', { name: 'Facts' }));
    expect(await screen.findByText('Unit test coverage')).toBeInTheDocument();
  });
});
