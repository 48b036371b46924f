import {
  ApiBlueprint,
  PageBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api/alpha';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { GoldLayerClient } from '@gold-layer/backstage-plugin-common';
import { goldLayerApiRef } from './api/GoldLayerApi';
import { rootRouteRef } from './routes';
import { GoldLayerIcon } from './ui/GoldLayerIcon';

const clientApi = ApiBlueprint.make({
  name: 'client',
  params: define =>
    define({
      api: goldLayerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GoldLayerClient(deps),
    }),
});

const queryClientWrapper = PluginWrapperBlueprint.make({
  params: define =>
    define({
      loader: async () => {
        const { QueryProvider, useOwnQueryClient } = await import('./api');
        return {
          useWrapperValue: useOwnQueryClient,
          component: ({ value, children }) => (
            <QueryProvider client={value}>{children}</QueryProvider>
          ),
        };
      },
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/gold-layer',
    title: 'Gold Layer',
    icon: <GoldLayerIcon />,
    routeRef: rootRouteRef,
  },
});

const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () => import('./overview').then(m => <m.OverviewPage />),
  },
});

const servicesSubPage = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: 'Services',
    loader: () => import('./directory').then(m => <m.ServicesPage />),
  },
});

const scorecardsSubPage = SubPageBlueprint.make({
  name: 'scorecards',
  params: {
    path: 'scorecards',
    title: 'Scorecards',
    loader: () => import('./scorecards').then(m => <m.ScorecardsPage />),
  },
});

const slosSubPage = SubPageBlueprint.make({
  name: 'slos',
  params: {
    path: 'slos',
    title: 'SLOs',
    loader: () => import('./slos').then(m => <m.SlosPage />),
  },
});

const assessmentsSubPage = SubPageBlueprint.make({
  name: 'assessments',
  params: {
    path: 'assessments',
    title: 'Assessments',
    loader: () => import('./assessments').then(m => <m.AssessmentsPage />),
  },
});

const risksSubPage = SubPageBlueprint.make({
  name: 'risks',
  params: {
    path: 'risks',
    title: 'Risks',
    loader: () => import('./waivers').then(m => <m.RisksPage />),
  },
});

const inboxSubPage = SubPageBlueprint.make({
  name: 'inbox',
  params: {
    path: 'inbox',
    title: 'Waiting for me',
    loader: () => import('./inbox').then(m => <m.InboxPage />),
  },
});

const reviewsSubPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: 'reviews',
    title: 'Reviews',
    loader: () => import('./reviews').then(m => <m.ReviewsPage />),
  },
});

const healthSubPage = SubPageBlueprint.make({
  name: 'health',
  params: {
    path: 'health',
    title: 'Health',
    loader: () => import('./status').then(m => <m.StatusPage />),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: { kind: 'component' },
    loader: () => import('./entity').then(m => <m.GoldLayerEntityCard />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/gold-layer',
    title: 'Gold Layer',
    filter: { kind: 'component' },
    loader: () => import('./entity').then(m => <m.GoldLayerEntityContent />),
  },
});

/**
 * Gold Layer for the new frontend system: the pages under `/gold-layer`, and a
 * card and a tab on every Component.
 */
export default createFrontendPlugin({
  pluginId: 'gold-layer',
  title: 'Gold Layer',
  icon: <GoldLayerIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    clientApi,
    queryClientWrapper,
    page,
    overviewSubPage,
    servicesSubPage,
    scorecardsSubPage,
    slosSubPage,
    reviewsSubPage,
    assessmentsSubPage,
    risksSubPage,
    inboxSubPage,
    healthSubPage,
    entityCard,
    entityContent,
  ],
});
