import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  Contributors,
  SloQueries,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { askInTurn } from './askInTurn';
import { SharedAnswers } from '../../http/SharedAnswers';
import { sourceOf } from './sourceOf';
import type { SourceTurns } from './SourceTurns';

/** What {@link SloQuestions} works with. */
export interface SloQuestionsOptions {
  logger: LoggerService;
  sources: readonly SliSource[];
  turns: SourceTurns;
  now: () => Date;
}

const timeoutMs = 10_000;
const kept = { validMs: 60_000, capacity: 500 };

/** Stretches over which contributors are asked for, in minutes: few, so that answers can be shared. */
const contributorMinutes = [60, 360, 1440, 4320, 10_080, 40_320];

/**
 * Asks the source of an SLO on behalf of those who look at it. What one of them
 * was answered is shown to all for a minute, failures too: reloading a page
 * does not ask again.
 */
export class SloQuestions {
  readonly #options: SloQuestionsOptions;
  readonly #queries: SharedAnswers<SloQueries>;
  readonly #contributors: SharedAnswers<Contributors>;

  private constructor(options: SloQuestionsOptions) {
    this.#options = options;
    this.#queries = SharedAnswers.create({ ...kept, now: options.now });
    this.#contributors = SharedAnswers.create({ ...kept, now: options.now });
  }

  get #asking() {
    return { ...this.#options, timeoutMs };
  }

  static create(options: SloQuestionsOptions): SloQuestions {
    return new SloQuestions(options);
  }

  /** The queries of an SLO with what its source answers now. */
  async queries(spec: SloSpec): Promise<SloQueries> {
    const found = sourceOf(spec, this.#options.sources);
    const none = (problem: string): SloQueries => ({ items: [], problem });
    if ('problem' in found) return none(found.problem);
    const { source } = found;
    return this.#queries.get(keyOf(spec), () =>
      askInTurn(
        this.#asking,
        async options =>
          (await source.explain?.(spec, options)) ??
          none(`${source.title} cannot show its queries`),
        none,
      ),
    );
  }

  /**
   * Bad events by one of the labels that the document names.
   *
   * @throws InputError if the document does not name the label
   */
  async contributors(
    spec: SloSpec,
    asked: { label?: string; minutes: number },
  ): Promise<Contributors> {
    const labels = spec.contributors ?? [];
    const label = asked.label ?? labels.at(0);
    const minutes =
      contributorMinutes.find(each => each >= asked.minutes) ?? 40_320;
    const none = (problem: string): Contributors => ({
      label: label ?? '',
      labels,
      windowMinutes: minutes,
      items: [],
      problem,
    });
    const found = sourceOf(spec, this.#options.sources);
    if ('problem' in found) return none(found.problem);
    if (label === undefined) {
      return none(
        'Its document names no labels by which bad events could be told apart; add the annotation gold-layer.io/contributors, such as `route,code`',
      );
    }
    if (!labels.includes(label)) {
      throw new InputError(
        `query.label: expected one of ${labels.join(', ') || 'none'}, which the document names, found '${label}'`,
      );
    }
    const { source } = found;
    return this.#contributors.get(`${label} ${minutes} ${keyOf(spec)}`, () =>
      askInTurn(
        this.#asking,
        async options =>
          (await source.contributors?.(spec, { ...options, label, minutes })) ??
          none(`${source.title} cannot tell contributors apart`),
        none,
      ),
    );
  }
}

/** What is asked follows from the indicator alone; the id names the rules that recorded it. */
function keyOf({ id, sli }: SloSpec): string {
  return JSON.stringify([id, sli]);
}
