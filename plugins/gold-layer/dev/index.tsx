import '@backstage/ui/css/styles.css';
import { UserIdentity } from '@backstage/core-components';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import plugin, { goldLayerApiRef } from '../src';
import { FakeGoldLayerApi } from '../src/__testUtils__/FakeGoldLayerApi';
import { facets, scorecards } from '../src/directory/fixtures';
import { overview } from '../src/overview/fixtures';
import { breakdown, detail, trend } from '../src/scorecards/fixtures';
import { troubled } from '../src/status/fixtures';
import { listServices } from './services';

// `yarn start` in this package shows the pages on invented answers, without a
// backend. The whole portal is started from the repository's root.
const inventedAnswers = createFrontendModule({
  pluginId: 'gold-layer',
  extensions: [
    ApiBlueprint.make({
      name: 'client',
      params: define =>
        define({
          api: goldLayerApiRef,
          deps: {},
          factory: () =>
            FakeGoldLayerApi.create({
              getOverview: overview,
              getScorecard: detail,
              getScorecardBreakdown: breakdown,
              getScorecardTrend: trend,
              getStatus: troubled,
              listScorecards: scorecards,
              listServiceFacets: facets,
              listServices,
              exportServices: 'ref,name\r\n',
            }),
        }),
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <p>The catalog is not part of this.</p>,
      },
    }),
  ],
});

const signedInAlready = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () =>
          function SignedInAlready({ onSignInSuccess }) {
            useEffect(() => {
              onSignInSuccess(UserIdentity.createGuest());
            }, [onSignInSuccess]);
            return null;
          },
      },
    }),
  ],
});

const root = document.getElementById('root');
if (root) {
  ReactDOM.createRoot(root).render(
    createApp({
      features: [plugin, inventedAnswers, signedInAlready],
    }).createRoot(),
  );
}
