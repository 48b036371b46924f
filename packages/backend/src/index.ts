import './instrumentation';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { stopWithinSeconds } from './stopping';
import { requireVariables } from './variables';

requireVariables(process.argv, process.env);

const backend = createBackend();

backend.add(
  rootHttpRouterServiceFactory({
    configure({ server, lifecycle, applyDefaults }) {
      applyDefaults();
      stopWithinSeconds(server, lifecycle);
    },
  }),
);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@gold-layer/backstage-plugin-scaffolder-backend-module-gold-layer'),
);
backend.add(import('@backstage/plugin-techdocs-backend'));

// Search keeps its index in memory on SQLite and in the database on PostgreSQL.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(
  import('@gold-layer/backstage-plugin-search-backend-module-gold-layer'),
);

// Carries change events between replicas that share a PostgreSQL database.
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@gold-layer/backstage-plugin-backend'));
backend.add(import('@gold-layer/backstage-plugin-backend-module-prometheus'));
backend.add(
  import('@gold-layer/backstage-plugin-catalog-backend-module-gold-layer'),
);
// An example organisation; off with `goldLayer.demo.enabled: false`.
backend.add(import('@gold-layer/backstage-plugin-backend-module-demo'));

backend.start();
