import type { Knex } from 'knex';
import type { ServiceScope } from './ServiceScope';

/** More are not listed: of so many, results are counted in the time that a page takes. */
const atMost = 2000;

/**
 * Lists the services that a caller may not see, if they are few: what is
 * counted of the others is then what is kept ready of all, less what is counted
 * of these, so that nothing is counted over ten thousand while somebody waits.
 */
export class HiddenServices {
  readonly #database: Knex;
  readonly #known = new WeakMap<ServiceScope, Promise<string[] | undefined>>();

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(options: { database: Knex }): HiddenServices {
    return new HiddenServices(options.database);
  }

  /** Their refs, looked up once per scope; `undefined` if there are many. */
  of(scope: ServiceScope): Promise<string[] | undefined> {
    const known = this.#known.get(scope) ?? this.#find(scope);
    this.#known.set(scope, known);
    return known;
  }

  async #find(scope: ServiceScope): Promise<string[] | undefined> {
    if (scope.everything) return [];
    if (scope.nothing) return undefined;
    const seen = scope.restrict(
      this.#database('services')
        .select('services.ref')
        .whereRaw('services.ref = any_service.ref'),
    );
    const refs = await this.#database('services as any_service')
      .whereNotExists(seen)
      .limit(atMost + 1)
      .pluck<string[]>('any_service.ref');
    return refs.length > atMost ? undefined : refs;
  }
}
