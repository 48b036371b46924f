import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
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
    /** False for a reader who may do nothing that needs a permission; `asking` while nobody has answered that. */
    allowed?: boolean | 'asking';
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
        [permissionApiRef, permissionsOf(options.allowed)],
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

function permissionsOf(allowed: boolean | 'asking' = true): PermissionApi {
  if (allowed === 'asking') return { authorize: () => new Promise(() => {}) };
  return mockApis.permission({
    authorize: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
}

/** Shows where the reader is, as a browser's address line would. */
function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}
