import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { TestApiProvider, renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeGoldLayerApi } from './__testUtils__/FakeGoldLayerApi';
import { facets, pageOfServices, scorecards } from './directory/fixtures';
import {
  GoldLayerPage,
  goldLayerApiRef,
  goldLayerPlugin,
  rootRouteRef,
} from './legacy';
import { overview } from './overview/fixtures';

it('shows the same pages under tabs of the legacy frontend system', async () => {
  const api = FakeGoldLayerApi.create({
    getOverview: overview,
    listScorecards: scorecards,
    listServices: pageOfServices([]),
    listServiceFacets: facets,
  });
  await renderInTestApp(
    <TestApiProvider apis={[[goldLayerApiRef, api]]}>
      <Routes>
        <Route path="/gold-layer/*" element={<GoldLayerPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: ['/gold-layer'],
      mountedRoutes: {
        '/gold-layer': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

  expect(
    await screen.findByRole('region', { name: 'Levels by tier' }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'Services' }));
  expect(
    await screen.findByRole('heading', {
      name: 'Which services need attention?',
    }),
  ).toBeInTheDocument();
});

it('brings the client of the backend along', () => {
  const factories = [...goldLayerPlugin.getApis()];

  expect(factories.map(({ api }) => api.id)).toEqual([goldLayerApiRef.id]);
});
