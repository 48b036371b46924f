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
import { QueryProvider } from '../src/api';
import plugin, { goldLayerApiRef } from '../src';
import { FakeGoldLayerApi } from '../src/__testUtils__/FakeGoldLayerApi';
import { facets, scorecards } from '../src/directory/fixtures';
import { overview } from '../src/overview/fixtures';
import { inventedSlos } from './slos';
import { breakdown, detail, trend } from '../src/scorecards/fixtures';
import { CardSlos } from '../src/slos/service/CardSlos';
import { ServiceSlos } from '../src/slos/service/ServiceSlos';
import { troubled } from '../src/status/fixtures';
import { listServices } from './services';

const quoteEngine = {
  id: { kind: 'component', namespace: 'default', name: 'quote-engine' },
  service: 'component:default/quote-engine',
};

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
              ...inventedSlos,
            }),
        }),
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => (
          <main style={{ padding: 24 }}>
            <p>The catalog is not part of this; only SLOs of a service are.</p>
            <QueryProvider>
              <CardSlos {...quoteEngine} />
              <ServiceSlos {...quoteEngine} />
            </QueryProvider>
          </main>
        ),
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
