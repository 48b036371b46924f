import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  buildRepositories,
  type Repository,
  repositoryUrl,
} from '../repositories/repositories';
import { readWrittenEntities, type WrittenEntity } from './files';

/** The example company: what its catalog holds and what its forge holds. */
export interface Organisation {
  entities: Entity[];
  /** By `system/name`. */
  repositories: ReadonlyMap<string, Repository>;
}

/**
 * Reads the example company. A component that has a repository is found
 * there, as a forge's discovery would find it; the rest, and the people and
 * teams, come from the company's register.
 */
export async function readOrganisation(): Promise<Organisation> {
  const written = await readWrittenEntities();
  const repositories = await buildRepositories(
    written.map(({ entity }) => entity).filter(e => e.kind === 'Component'),
  );
  return {
    repositories,
    entities: written.map(entity => located(entity, repositories)),
  };
}

function located(
  { entity, file }: WrittenEntity,
  repositories: ReadonlyMap<string, Repository>,
): Entity {
  const repository = [...repositories].find(
    ([, { component }]) => component === entity,
  )?.[0];
  const location = repository
    ? `url:${repositoryUrl(repository)}catalog-info.yaml`
    : `register:${file}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...(repository && {
          [ANNOTATION_SOURCE_LOCATION]: `url:${repositoryUrl(repository)}`,
        }),
        ...entity.metadata.annotations,
      },
    },
  };
}
