import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { readOrganisation } from '../organisation/readOrganisation';
import { DemoUrlReader } from './DemoUrlReader';
import { forgeHost } from './repositories';

/** Lets every plugin's URL reader read the example company's forge. */
export const demoUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  createRootContext: async () => (await readOrganisation()).repositories,
  async factory(_, repositories) {
    return ({ treeResponseFactory }) => [
      {
        predicate: url => url.host === forgeHost,
        reader: DemoUrlReader.create(repositories, treeResponseFactory),
      },
    ];
  },
});
