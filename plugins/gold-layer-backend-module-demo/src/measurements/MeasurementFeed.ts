import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  type GoldLayerClient,
  maxPushedFacts,
  type PushRequest,
} from '@gold-layer/backstage-plugin-common';
import { setTimeout } from 'node:timers/promises';
import { type Measurement, measureToday } from './retell';
import type { Storybook } from './story';

/** What the feed works with. */
export interface MeasurementFeedOptions {
  client: Pick<GoldLayerClient, 'call'>;
  storybook: Storybook;
  logger: LoggerService;
  /** The source that tells the past. */
  pastSource: string;
  /** A token for one round of calls. */
  token(): Promise<string>;
}

const attempts = { pauseMs: 5_000, count: 24 };

type PushItem = PushRequest['items'][number];

/**
 * Pushes what the example company's tools measure today, as real ones would.
 * What anybody else has pushed since is left alone.
 */
export class MeasurementFeed {
  readonly #options: MeasurementFeedOptions;

  static create(options: MeasurementFeedOptions): MeasurementFeed {
    return new MeasurementFeed(options);
  }

  private constructor(options: MeasurementFeedOptions) {
    this.#options = options;
  }

  /**
   * Waits until Gold Layer knows every service there is a story about and has
   * read its repository: levels of the past rest on what is in there, too.
   */
  async untilKnown(signal?: AbortSignal): Promise<void> {
    const services = [...this.#options.storybook.stories.keys()];
    const known = await this.#until(async () => {
      while (
        services.length > 0 &&
        (await this.#hasFactFrom('repository', services[0]))
      ) {
        services.shift();
      }
      return services.length === 0;
    }, signal);
    if (!known) {
      this.#options.logger.warn(`Waited for ${services[0]} in vain`);
    }
  }

  /** Waits until the past has been told, so that the present follows it. */
  async untilPastIsTold(signal?: AbortSignal): Promise<void> {
    const { storybook, pastSource } = this.#options;
    const [first] = storybook.stories.keys();
    await this.#until(() => this.#hasFactFrom(pastSource, first), signal);
  }

  /** Pushes what is measured on a day. */
  async push(now: Date): Promise<void> {
    const { storybook, pastSource } = this.#options;
    const own = new Set([...Object.values(storybook.tools), pastSource]);
    const bySource = new Map<string, PushItem[]>();
    for (const [service, story] of storybook.stories) {
      const sources = await this.#sourcesOf(service);
      if (!sources) continue;
      for (const measured of measureToday(service, { story, now })) {
        // Told of the past; today's objectives are counted by the portal itself.
        if (measured.fact.startsWith('slo.')) continue;
        const source = sources.get(measured.fact);
        if (!source || own.has(source)) {
          this.#sort(bySource, service, measured);
        }
      }
    }
    for (const [source, items] of bySource) await this.#send(source, items);
  }

  #sort(
    bySource: Map<string, PushItem[]>,
    service: string,
    { fact, value, collectedAt }: Measurement,
  ): void {
    const source = toolOf(fact, this.#options.storybook);
    const items = bySource.get(source) ?? [];
    items.push({
      service,
      fact,
      value,
      collectedAt: collectedAt.toISOString(),
    });
    bySource.set(source, items);
  }

  async #hasFactFrom(source: string, service: string): Promise<boolean> {
    const sources = await this.#sourcesOf(service);
    return sources !== undefined && [...sources.values()].includes(source);
  }

  /** Who gave each fact of a service, or nothing if the service is not known. */
  async #sourcesOf(service: string): Promise<Map<string, string> | undefined> {
    const { client, token } = this.#options;
    try {
      const { facts } = await client.call(
        'getServiceFacts',
        parseEntityRef(service),
        { token: await token() },
      );
      return new Map(facts.map(({ name, source }) => [name, source]));
    } catch (error) {
      if (isNotThere(error)) return undefined;
      throw error;
    }
  }

  /** Gives up after two minutes: what is waited for may be left out on purpose. */
  async #until(
    condition: () => Promise<boolean>,
    signal?: AbortSignal,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < attempts.count; attempt++) {
      if (await condition()) return true;
      await setTimeout(attempts.pauseMs, undefined, { signal });
    }
    return false;
  }

  async #send(source: string, items: PushItem[]): Promise<void> {
    const { client, logger, token } = this.#options;
    for (let at = 0; at < items.length; at += maxPushedFacts) {
      const part = items.slice(at, at + maxPushedFacts);
      const answer = await client.call(
        'pushFacts',
        { body: { source, items: part } },
        { token: await token() },
      );
      const refused = answer.results.find(
        ({ status }) => status === 'rejected',
      );
      if (refused) {
        const { service, fact } = part[refused.index];
        logger.warn(
          `${answer.rejected} facts of the example company were refused, the first: ${fact} of ${service}: ${refused.reason}`,
        );
      }
    }
  }
}

/** The tool that measures a fact. */
export function toolOf(fact: string, { tools }: Storybook): string {
  return tools[fact.split('.')[0]] ?? 'pelican-ci';
}

/** Not known, or the backend is still starting. */
function isNotThere(error: unknown): boolean {
  return (
    error instanceof ResponseError && [404, 503].includes(error.statusCode)
  );
}
