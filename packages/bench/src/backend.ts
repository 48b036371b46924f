import { createBackend } from '@backstage/backend-defaults';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { generateCatalog } from './catalog';
import { createCatalogService } from './catalogService';
import { floorModule } from './floorModule';
import { paperworkModule } from './paperwork/paperworkModule';
import { policyModule, restrictionModule } from './policyModule';
import { profileModule } from './profileModule';
import { slosModule } from './slos/slosModule';

/**
 * The backend under test: the real plugin with real authentication and
 * permissions over a generated catalog, in a process of its own. Its settings
 * come from the configuration file named on the command line.
 */
const services = Number(process.env.BENCH_SERVICES);

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => createCatalogService(generateCatalog(services)),
  }),
);
backend.add(import('@gold-layer/backstage-plugin-backend'));
backend.add(import('@gold-layer/backstage-plugin-backend-module-prometheus'));
backend.add(floorModule);
backend.add(paperworkModule);
backend.add(policyModule);
backend.add(profileModule);
backend.add(restrictionModule);
backend.add(slosModule);
backend.start();
