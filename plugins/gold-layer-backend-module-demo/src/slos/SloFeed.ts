import type { LoggerService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  GoldLayerClient,
  PushResults,
} from '@gold-layer/backstage-plugin-common';
import { setTimeout as pause } from 'node:timers/promises';
import { intervalsOf, type Telling } from './intervals';
import { deployMarks, incidentMarks, type ToldMark } from './marks';
import { promises, type Promised } from './openSlo';
import type { SloStory } from './sloStories';

/** What the feed works with. */
export interface SloFeedOptions {
  client: Pick<GoldLayerClient, 'call'>;
  stories: SloStory[];
  logger: LoggerService;
  /** A token for one round of calls. */
  token(): Promise<string>;
  now?: () => Date;
  /** Between looks for objectives that are not known yet; 10 seconds if absent. */
  patienceMs?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** So far back the past is told: two windows, so that the oldest day of a trend has a whole one behind it. */
const pastDays = 58;

/** The last hours are told in fine steps, so that burn over minutes means something. */
const fineHours = 6;

/** As many items as one call takes. */
const atOnce = 1000;

/** Objectives become known as their files are read, within a minute or two of the first start. */
const patience = { ms: 10_000, attempts: 18 };

/**
 * Pushes what the example company's pipelines count, as real ones would: the
 * past once, from then on every few minutes what has come since. What happened
 * is told once only, so that a portal that was stopped for a week does not see
 * its past change.
 */
export class SloFeed {
  readonly #options: SloFeedOptions;
  /** It has waited once; what is not known by then is left out on purpose. */
  #hasWaited = false;

  static create(options: SloFeedOptions): SloFeed {
    return new SloFeed(options);
  }

  private constructor(options: SloFeedOptions) {
    this.#options = options;
  }

  /** Pushes everything that has not been pushed yet; the first time, it waits for objectives that are not known yet. */
  async push(signal?: AbortSignal): Promise<void> {
    let waiting = this.#options.stories;
    for (let attempt = 0; attempt < patience.attempts; attempt++) {
      waiting = await this.#pushKnown(waiting, signal);
      if (waiting.length === 0 || this.#hasWaited) break;
      await pause(this.#options.patienceMs ?? patience.ms, undefined, {
        signal,
      });
    }
    this.#hasWaited = true;
  }

  /** Answers the stories of which some objective is not known. */
  async #pushKnown(
    stories: SloStory[],
    signal?: AbortSignal,
  ): Promise<SloStory[]> {
    const now = (this.#options.now?.() ?? new Date()).getTime();
    const intervals: object[] = [];
    const marks: ToldMark[] = [];
    const unknown = new Set<SloStory>();
    for (const story of stories) {
      for (const promised of promises) {
        const id = idOf(story, promised);
        const told = await this.#toldUntil(id, signal);
        if (told === 'unknown') {
          unknown.add(story);
          continue;
        }
        for (const telling of tellings(story, { now, told })) {
          for (const each of intervalsOf(story, promised, telling)) {
            intervals.push({
              slo: id,
              from: iso(each.from),
              to: iso(each.to),
              good: each.good,
              total: each.total,
            });
          }
        }
        if (promised !== 'answered') continue;
        const from = told ?? now - pastDays * dayMs;
        marks.push(...deployMarks(story, { from: from - dayMs, to: now }));
        if (told === undefined) marks.push(...incidentMarks(story, now));
      }
    }
    await this.#send('pushSloMarks', marks);
    await this.#send('pushSloIntervals', intervals);
    return [...unknown];
  }

  /** The end of what is measured already; nothing where nothing is, `unknown` where there is no such SLO. */
  async #toldUntil(
    id: string,
    signal?: AbortSignal,
  ): Promise<number | undefined | 'unknown'> {
    const { client, token } = this.#options;
    try {
      const slo = await client.call(
        'getSlo',
        { id },
        { signal, token: await token() },
      );
      const { asOf } = slo.numbers;
      return asOf === undefined ? undefined : Date.parse(asOf);
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404) {
        return 'unknown';
      }
      throw error;
    }
  }

  async #send(
    operation: 'pushSloIntervals' | 'pushSloMarks',
    items: object[],
  ): Promise<void> {
    const { client, logger, token } = this.#options;
    for (let at = 0; at < items.length; at += atOnce) {
      const part = items.slice(at, at + atOnce);
      const answer: PushResults = await client.call(
        operation,
        { body: { items: part } },
        { token: await token() },
      );
      const refused = answer.items.find(({ outcome }) => outcome === 'refused');
      if (refused) {
        logger.warn(
          `${answer.refused} measurements of the example company were refused, the first: ${JSON.stringify(part[refused.index])}: ${refused.reason}`,
        );
      }
      // Whoever looks at the portal meanwhile comes first.
      await pause(20);
    }
  }
}

function idOf({ name }: SloStory, promised: Promised): string {
  return `default.${name}.${promised}`;
}

/** What is to be told of a story now: the past in hours and then in steps of five minutes, or what came since. */
function tellings(
  { since, until }: SloStory,
  { now, told }: { now: number; told?: number },
): Telling[] {
  const end = Math.floor(now / (5 * minuteMs)) * 5 * minuteMs;
  const latest = until === undefined ? end : startOfDay(now) - until * dayMs;
  if (told !== undefined) {
    // A story whose measuring has ended stays as it was told.
    if (until !== undefined) return [];
    const hour = Math.ceil(told / hourMs) * hourMs;
    const fine = Math.max(told, Math.min(hour, end));
    const coarse = Math.max(
      fine,
      Math.floor((end - fineHours * hourMs) / hourMs) * hourMs,
    );
    return [
      { from: told, to: fine, stepMinutes: 5 },
      { from: fine, to: coarse, stepMinutes: 60 },
      { from: coarse, to: end, stepMinutes: 5 },
    ];
  }
  const first = startOfDay(now) - (since ?? pastDays) * dayMs;
  const fine = Math.min(
    latest,
    Math.floor((end - fineHours * hourMs) / hourMs) * hourMs,
  );
  return [
    { from: first, to: fine, stepMinutes: 60, firstTold: now },
    { from: fine, to: latest, stepMinutes: 5, firstTold: now },
  ];
}

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
