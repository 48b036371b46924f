import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type {
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import { pooled } from './pooled';
import { readingProblem, ReadingProblem } from './readingProblem';
import { readRepository } from './readRepository';
import { repositoryFactDefinitions } from './repositoryFactDefinitions';
import { edition, repositoryFacts } from './repositoryFacts';
import { RepositoryPlace, repositoryPlace } from './repositoryPlace';
import type { KnownTree, RepositoryTrees } from './RepositoryTrees';

/** What {@link RepositorySource} works with. */
export interface RepositorySourceOptions {
  integrations: Pick<ScmIntegrations, 'resolveUrl'>;
  trees: RepositoryTrees;
  urlReader: UrlReaderService;
  /** Milliseconds that reading one repository may take; a minute if absent. */
  timeoutMs?: number;
}

/** A service and the path of its code in the repository. */
interface Tenant {
  service: string;
  path: string;
}

/** A repository with the services in it that are asked about. */
interface Group {
  root: string;
  tenants: Tenant[];
  /** State that all of them were last read in. */
  etag?: string;
}

/**
 * What the files of a service's repository say. Each repository is read once
 * per run, whatever the number of services in it, and not at all while its
 * state is the one that was read last. A forge that answers "too many
 * requests" is left alone until the time it names.
 */
export class RepositorySource implements FactSource {
  readonly name = 'repository';
  readonly title = 'Repository';
  readonly description =
    "Files of the service's repository: documents, pipelines, tests, manifests and scanners.";
  readonly facts = repositoryFactDefinitions;
  readonly schedule = {
    frequency: { hours: 3 },
    timeout: { hours: 2 },
    initialDelay: { minutes: 5 },
  };
  readonly #options: RepositorySourceOptions;
  /** In which state the places of collections were that are not stored yet. */
  readonly #states = new WeakMap<Collection, KnownTree>();
  readonly #paused = new Map<string, ReadingProblem & { retryAt: Date }>();

  private constructor(options: RepositorySourceOptions) {
    this.#options = options;
  }

  static create(options: RepositorySourceOptions): RepositorySource {
    return new RepositorySource(options);
  }

  groupBy({ entity }: ServiceWithEntity): string | undefined {
    return repositoryPlace(entity, this.#options.integrations)?.root;
  }

  async *collect(
    services: ServiceWithEntity[],
    { signal }: { signal: AbortSignal },
  ): AsyncIterable<Collection> {
    const known = await this.#options.trees.known(
      services.map(it => it.service.ref),
    );
    const groups = new Map<string, Group>();
    for (const { service, entity } of services) {
      const place = repositoryPlace(entity, this.#options.integrations);
      if (!place) yield { service: service.ref, outcome: 'absent' };
      else addTo(groups, service.ref, place);
    }
    for (const group of groups.values()) group.etag = sharedEtag(group, known);
    const read = pooled([...groups.values()], { size: 3 }, group =>
      this.#read(group, signal),
    );
    for await (const collections of read) yield* collections;
  }

  async stored(collections: readonly Collection[]): Promise<void> {
    await this.#options.trees.remember(
      collections.flatMap(collection => {
        const state = this.#states.get(collection);
        return state ? [{ service: collection.service, ...state }] : [];
      }),
    );
  }

  async #read(group: Group, signal: AbortSignal): Promise<Collection[]> {
    const { root: url, etag, tenants } = group;
    const { host } = new URL(url);
    const pause = this.#paused.get(host);
    if (pause && pause.retryAt > new Date()) return tell(group, pause);

    const { timeoutMs = 60_000, urlReader } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const { files, complete, ...state } = await readRepository(urlReader, {
        url,
        etag,
        signal: AbortSignal.any([signal, timeout]),
      });
      const found = tenants.map(({ service, path }): Collection => {
        const facts = repositoryFacts(files, { path, complete });
        return { service, outcome: 'facts', facts };
      });
      found.forEach((collection, index) => {
        const place = stateOf(url, tenants[index]);
        this.#states.set(collection, { place, etag: state.etag });
      });
      return found;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return tenants.map(({ service }) => ({
          service,
          outcome: 'unchanged',
        }));
      }
      if (timeout.aborted) return tell(group, tooSlow(url, timeoutMs));
      signal.throwIfAborted();
      const problem = readingProblem(error, { url, now: new Date() });
      const { retryAt } = problem;
      if (retryAt) this.#paused.set(host, { ...problem, retryAt });
      return tell(group, problem);
    }
  }
}

/** A repository that is not there is an answer; everything else leaves the last answer standing. */
function tell({ tenants }: Group, problem: ReadingProblem): Collection[] {
  const { kind, sentence, retryAt } = problem;
  return tenants.map(({ service }) =>
    kind === 'not-found'
      ? {
          service,
          outcome: 'facts',
          facts: [{ fact: 'repository.reachable', value: false }],
          problem: sentence,
        }
      : { service, outcome: 'failed', error: sentence, retryAt },
  );
}

function tooSlow(url: string, timeoutMs: number): ReadingProblem {
  return {
    kind: 'other',
    sentence: `Reading ${new URL(url).host} took longer than ${timeoutMs / 1000} s; the next run tries again.`,
  };
}

function addTo(
  groups: Map<string, Group>,
  service: string,
  { root, path }: RepositoryPlace,
): void {
  const group = groups.get(root) ?? { root, tenants: [] };
  group.tenants.push({ service, path });
  groups.set(root, group);
}

/** The state in which all services of a group were last read, if it is one and the same. */
function sharedEtag(
  { root, tenants }: Group,
  known: Map<string, KnownTree>,
): string | undefined {
  const etags = tenants.map(tenant => {
    const tree = known.get(tenant.service);
    return tree?.place === stateOf(root, tenant) ? tree.etag : undefined;
  });
  return etags.every(etag => etag === etags[0]) ? etags[0] : undefined;
}

function stateOf(root: string, { path }: Tenant): string {
  return `${edition} ${root}#${path}`;
}
