import {
  ceilingOf,
  compositeOf,
  dependencyWarnings,
  Person,
  SloProblem,
  ServiceSlos,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Reading } from './filterSlos';
import { presentSlo } from './presentSlo';
import type { SloDependencies } from './SloDependencies';
import type { SloListStore } from './SloListStore';
import type { People } from '../../people';

/** What {@link ServiceSlosReader} works with. */
export interface ServiceSlosReaderOptions {
  database: Knex;
  dependencies: SloDependencies;
  list: SloListStore;
  people: People;
}

/** Reads the SLOs of one service, taken together, and what those that it needs allow. */
export class ServiceSlosReader {
  readonly #options: ServiceSlosReaderOptions;

  private constructor(options: ServiceSlosReaderOptions) {
    this.#options = options;
  }

  static create(options: ServiceSlosReaderOptions): ServiceSlosReader {
    return new ServiceSlosReader(options);
  }

  /** Of a service that the caller may see. */
  async read(service: string, reading: Reading): Promise<ServiceSlos> {
    const { list, people } = this.#options;
    const [slos, dependencies, problems] = await Promise.all([
      list.all({ service: [service] }, reading),
      this.#options.dependencies.of(service, reading),
      this.#problems(service),
    ]);
    const owners = slos.flatMap(slo => slo.service.owner ?? []);
    const described: Map<string, Person> = await people.describe(owners);
    const items = slos.map(slo =>
      presentSlo(slo, { people: described, now: reading.now }),
    );
    const parts = slos.map(({ record, state, status }) => ({
      title: record.spec.title,
      state,
      remaining: status?.remaining,
      weight: record.spec.weight,
    }));
    return {
      items,
      worst: compositeOf(parts, 'worst'),
      weighted: compositeOf(parts, 'weighted'),
      dependencies,
      ceiling: ceilingOf(dependencies),
      warnings: dependencyWarnings(items, dependencies),
      problems,
    };
  }

  /** Documents of the service with something wrong in them, or that cannot be read. */
  async #problems(service: string): Promise<ServiceSlos['problems']> {
    const rows: { location: string; problems: string; error: string | null }[] =
      await this.#options
        .database('slo_documents')
        .where('service_ref', service)
        .select('location', 'problems', 'error')
        .orderBy('key');
    return rows
      .map(({ location, problems, error }) => ({
        location,
        problems: [...unreadable(location, error), ...JSON.parse(problems)],
      }))
      .filter(({ problems }) => problems.length > 0);
  }
}

function unreadable(location: string, error: string | null): SloProblem[] {
  if (error === null) return [];
  return [
    {
      severity: 'error',
      path: '',
      found: JSON.stringify(location),
      allowed: `a file that can be read. ${error}`,
    },
  ];
}
