import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGoldLayerApi } from './__testUtils__/FakeGoldLayerApi';
import { facets, pageOfServices, scorecards } from './directory/fixtures';
import plugin, { goldLayerApiRef } from '.';
import { overview } from './overview/fixtures';
import { counters, pageOfSlos } from './slos/fixtures';
import { healthy } from './status/fixtures';

it('opens on the overview and has a tab for each page in the new frontend system', async () => {
  renderTestApp({
    features: [plugin],
    apis: [
      [
        goldLayerApiRef,
        FakeGoldLayerApi.create({
          getOverview: overview,
          getStatus: healthy,
          listScorecards: scorecards,
          listServices: pageOfServices([]),
          listServiceFacets: facets,
          listSlos: pageOfSlos([]),
          getSloCounters: counters,
        }),
      ],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: ['/gold-layer'],
  });

  expect(
    await screen.findByRole('region', { name: 'Levels by tier' }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'Services' }));
  expect(
    await screen.findByRole('heading', {
      name: 'Which services need attention?',
    }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'Scorecards' }));
  expect(
    await screen.findByRole('link', { name: 'Open Gold standard' }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'SLOs' }));
  expect(
    await screen.findByRole('heading', {
      name: 'Which promises are we about to break?',
    }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'Health' }));
  expect(
    await screen.findByRole('region', { name: 'Sources of facts' }),
  ).toBeInTheDocument();
});
