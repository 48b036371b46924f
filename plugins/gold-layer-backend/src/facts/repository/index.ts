import type {
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { RepositorySource } from './RepositorySource';
import { RepositoryTrees } from './RepositoryTrees';

/** The source that looks into repositories. */
export function createRepositorySource(options: {
  config: RootConfigService;
  database: Knex;
  urlReader: UrlReaderService;
}): FactSource {
  return RepositorySource.create({
    integrations: ScmIntegrations.fromConfig(options.config),
    trees: RepositoryTrees.create(options),
    urlReader: options.urlReader,
  });
}
