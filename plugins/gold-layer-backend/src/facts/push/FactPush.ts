import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  goldLayerFactPushPermission,
  PushResponse,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { Caller } from '../../http/serve';
import type { ServiceAccess } from '../../services/ServiceScope';
import { plainError } from '../collect/plainError';
import type { SourceStore } from '../collect/SourceStore';
import type { FactRegistry } from '../FactRegistry';
import type { FactStore, RecordOutcome } from '../FactStore';
import { ParsedItem, parsePushedFact, refuse } from './parsePushedFact';

/** What {@link FactPush} works with. */
export interface FactPushOptions {
  access: ServiceAccess;
  database: Knex;
  logger: LoggerService;
  registry: FactRegistry;
  store: FactStore;
  sources: SourceStore;
  /** Names that only collecting sources may use. */
  reserved: ReadonlySet<string>;
  /** Brings the results of services up to date whose facts have changed. */
  afterPush(services: string[]): Promise<void>;
}

type Result = PushResponse['results'][number];

/** Takes in facts that pipelines and tools push. */
export class FactPush {
  readonly #options: FactPushOptions;

  private constructor(options: FactPushOptions) {
    this.#options = options;
  }

  static create(options: FactPushOptions): FactPush {
    return new FactPush(options);
  }

  /**
   * Stores the good items of a push and says of each bad one what is wrong.
   *
   * @throws NotAllowedError if the caller may push about no service at all
   * @throws InputError if the source's name belongs to a collecting source
   */
  async push(
    request: { source: string; items: unknown[] },
    options: { credentials: Caller },
  ): Promise<PushResponse> {
    const { registry, reserved } = this.#options;
    const { source } = request;
    if (reserved.has(source)) {
      throw new InputError(
        `body.source: '${source}' is a source that collects facts by itself; choose another name`,
      );
    }
    const now = new Date();
    const parsed = request.items.map(item =>
      parsePushedFact(item, { registry, source, now }),
    );
    const items = await this.#refuseUnknown(parsed, options);
    const facts = items.flatMap(item => item.fact ?? []);
    const outcomes = await this.#options.store.record(facts);
    const servicesOf = (...counted: RecordOutcome[]) => [
      ...new Set(
        facts
          .filter((_, index) => counted.includes(outcomes[index]))
          .map(fact => fact.service),
      ),
    ];
    if (facts.length > 0) {
      const given = servicesOf('stored', 'unchanged');
      await this.#options.sources.pushed(source, given);
      await this.#follow(servicesOf('stored'));
    }
    const statuses = outcomes[Symbol.iterator]();
    const results = items.map((item, index): Result =>
      item.fact
        ? { index, status: statuses.next().value ?? 'unchanged' }
        : { index, status: 'rejected', reason: item.reason },
    );
    return { ...count(results), results };
  }

  /** Refuses items about services that do not exist, or not for this caller. */
  async #refuseUnknown(
    items: ParsedItem[],
    { credentials }: { credentials: Caller },
  ): Promise<ParsedItem[]> {
    const { access, database } = this.#options;
    const scope = await access.scope(goldLayerFactPushPermission, {
      credentials,
    });
    if (scope.nothing) {
      throw new NotAllowedError(
        'Pushing facts needs the permission gold-layer.fact.push',
      );
    }
    const refs = new Set(items.flatMap(item => item.fact?.service ?? []));
    const known = new Set<string>();
    for (const chunk of chunked([...refs])) {
      const query = database('services')
        .whereIn('services.ref', chunk)
        .pluck('services.ref');
      for (const ref of await scope.restrict(query)) known.add(ref);
    }
    return items.map(item =>
      item.fact && !known.has(item.fact.service)
        ? refuse('service', {
            found: item.fact.service,
            right: 'a Component of the catalog that you may push facts about',
          })
        : item,
    );
  }

  /** The facts are stored and their services queued, so that nothing is lost if scoring them at once fails. */
  async #follow(services: string[]): Promise<void> {
    const { afterPush, logger } = this.#options;
    if (services.length === 0) return;
    try {
      await afterPush(services);
    } catch (error) {
      logger.warn(
        `Services will be scored later, as scoring them after a push failed: ${plainError(error)}`,
      );
    }
  }
}

function count(results: Result[]): Omit<PushResponse, 'results'> {
  const counts = { stored: 0, unchanged: 0, superseded: 0, rejected: 0 };
  for (const { status } of results) counts[status] += 1;
  return counts;
}
