import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JSX } from 'react';
import { useLocation } from 'react-router-dom';
import { QueryProvider, goldLayerApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeGoldLayerApi, type FakeAnswers } from './FakeGoldLayerApi';

/** Renders a screen of the plugin in a test app, before a backend that answers as given. */
export function renderScreen(
  screen: JSX.Element,
  options: {
    answers: FakeAnswers;
    /** Where the reader is, such as `/gold-layer/services?tier=critical`. */
    at?: string;
    /** The route of which the screen reads parameters. */
    mountPath?: string;
    /** False for a reader who may do nothing that needs a permission. */
    allowed?: boolean;
  },
): { api: FakeGoldLayerApi } {
  const api = FakeGoldLayerApi.create(options.answers);
  renderInTestApp(
    <QueryProvider>
      {screen}
      <Address />
    </QueryProvider>,
    {
      apis: [
        [goldLayerApiRef, api],
        mockApis.permission({
          authorize:
            options.allowed === false
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
      mountedRoutes: {
        '/gold-layer': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      mountPath: options.mountPath,
      initialRouteEntries: options.at ? [options.at] : undefined,
    },
  );
  return { api };
}

/** Shows where the reader is, as a browser's address line would. */
function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}
