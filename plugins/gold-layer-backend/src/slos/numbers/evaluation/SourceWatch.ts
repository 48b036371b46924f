import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import type { SliSource, SourceAlert } from '@gold-layer/backstage-plugin-node';
import { freshMs, SourceView } from './SourceView';

/** What {@link SourceWatch} works with. */
export interface SourceWatchOptions {
  logger: LoggerService;
  view: SourceView;
  now: () => Date;
}

/** Rules change rarely. */
const rulesMs = 5 * 60_000;

const patienceMs = 30_000;

/** Asks sources how burn alerts stand there, and now and then whether rules are loaded. */
export class SourceWatch {
  readonly #options: SourceWatchOptions;
  /** When each source was last asked about rules. */
  readonly #askedRules = new Map<string, number>();
  /** When each source last said something, or was first asked, by source and subject. */
  readonly #heard = new Map<string, number>();

  private constructor(options: SourceWatchOptions) {
    this.#options = options;
  }

  static create(options: SourceWatchOptions): SourceWatch {
    return new SourceWatch(options);
  }

  /** Asks one source about all its SLOs; answers the ids of those about which it says something new. What it said before stands for a while when it is silent; then nobody knows. */
  async ask(
    source: SliSource,
    specs: SloSpec[],
    options: { signal: AbortSignal },
  ): Promise<string[]> {
    if (specs.length === 0) return [];
    return [
      ...(await this.#alerts(source, specs, options)),
      ...(await this.#rules(source, specs, options)),
    ];
  }

  async #alerts(
    source: SliSource,
    specs: SloSpec[],
    { signal }: { signal: AbortSignal },
  ): Promise<string[]> {
    const { view } = this.#options;
    if (!source.alerts) return [];
    const alerts = await this.#patiently(source, signal, options =>
      source.alerts?.(specs, options),
    );
    if (alerts) {
      this.#hear(source, 'alerts');
      return view.toldAlerts(specs, alerts);
    }
    return this.#isSilent(source, 'alerts')
      ? view.toldAlerts(specs, specs.flatMap(unknownAlerts))
      : [];
  }

  async #rules(
    source: SliSource,
    specs: SloSpec[],
    { signal }: { signal: AbortSignal },
  ): Promise<string[]> {
    const { view } = this.#options;
    const now = this.#options.now().getTime();
    const last = this.#askedRules.get(source.name) ?? -Infinity;
    if (!source.rules || now - last < rulesMs) return [];
    const rules = await this.#patiently(source, signal, options =>
      source.rules?.(specs, options),
    );
    if (rules) {
      this.#hear(source, 'rules');
      this.#askedRules.set(source.name, now);
      return view.toldRules(specs, rules, now);
    }
    return this.#isSilent(source, 'rules')
      ? view.toldRules(specs, [], now)
      : [];
  }

  #hear({ name }: SliSource, subject: string): void {
    this.#heard.set(`${subject} ${name}`, this.#options.now().getTime());
  }

  #isSilent(source: SliSource, subject: string): boolean {
    const heard = this.#heard.get(`${subject} ${source.name}`);
    if (heard === undefined) this.#hear(source, subject);
    const now = this.#options.now().getTime();
    return heard !== undefined && now - heard > freshMs;
  }

  async #patiently<T>(
    source: SliSource,
    signal: AbortSignal,
    ask: (options: {
      signal: AbortSignal;
      logger: LoggerService;
    }) => Promise<T> | undefined,
  ): Promise<T | undefined> {
    const { logger } = this.#options;
    try {
      return await ask({
        logger,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
    } catch (error) {
      logger.debug(
        `${source.title} could not be asked about alerts and rules: ${toError(error).message}`,
      );
      return undefined;
    }
  }
}

function unknownAlerts({ id, alerts }: SloSpec): SourceAlert[] {
  return alerts.map(({ severity, longMinutes }) => ({
    slo: id,
    severity,
    longMinutes,
    state: 'unknown',
  }));
}
