import type {
  Collection,
  DatedFact,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { MeasurementFeed } from './MeasurementFeed';
import { retell } from './retell';
import type { Storybook } from './story';

/**
 * What the example company's tools had measured before there was a portal:
 * told once, as history. What they measure from then on is pushed.
 */
export class PastMeasurements implements FactSource {
  static readonly sourceName = 'two-pelicans';

  readonly name = PastMeasurements.sourceName;
  readonly title = 'Two Pelicans';
  readonly description =
    'The past of the example company: ninety days of measurements, told once.';
  readonly facts = [];
  readonly schedule = {
    frequency: { days: 1 },
    timeout: { minutes: 5 },
  };

  readonly #storybook: Storybook;
  readonly #feed: Pick<MeasurementFeed, 'untilKnown'>;

  static create(
    storybook: Storybook,
    options: { feed: Pick<MeasurementFeed, 'untilKnown'> },
  ): PastMeasurements {
    return new PastMeasurements(storybook, options);
  }

  private constructor(
    storybook: Storybook,
    { feed }: { feed: Pick<MeasurementFeed, 'untilKnown'> },
  ) {
    this.#storybook = storybook;
    this.#feed = feed;
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    for (const { service } of services) {
      const told = this.#storybook.stories.has(service.ref);
      yield { service: service.ref, outcome: told ? 'unchanged' : 'absent' };
    }
  }

  async *history(): AsyncIterable<DatedFact> {
    // It is asked only once, and nothing is kept about services not known then.
    await this.#feed.untilKnown();
    const now = new Date();
    for (const [service, story] of this.#storybook.stories) {
      for (const measured of retell(service, { story, now })) {
        yield { service, ...measured };
      }
    }
  }
}
