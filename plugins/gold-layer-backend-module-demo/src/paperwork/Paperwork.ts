import type { PastRecordInput } from '@gold-layer/backstage-plugin-common';
import type { HistorySource } from '@gold-layer/backstage-plugin-node';
import type { MeasurementFeed } from '../measurements/MeasurementFeed';
import { readPaperwork } from './readPaperwork';

/** The example company's reviews, assessments and waivers from before the portal. */
export class Paperwork implements HistorySource {
  readonly name = 'two-pelicans';
  readonly title = 'the binders of Two Pelicans';
  readonly #feed: Pick<MeasurementFeed, 'untilPastIsTold'>;

  static create(options: {
    feed: Pick<MeasurementFeed, 'untilPastIsTold'>;
  }): Paperwork {
    return new Paperwork(options.feed);
  }

  private constructor(feed: Pick<MeasurementFeed, 'untilPastIsTold'>) {
    this.#feed = feed;
  }

  async *records({
    signal,
  }: {
    signal: AbortSignal;
  }): AsyncIterable<PastRecordInput> {
    // What facts answer is not answered by people.
    await this.#feed.untilPastIsTold(signal);
    yield* await readPaperwork(new Date());
  }
}
