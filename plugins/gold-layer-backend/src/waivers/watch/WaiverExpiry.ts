import { setTimeout as pause } from 'node:timers/promises';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { waiverReminderMs } from '@gold-layer/backstage-plugin-common';
import { audited } from '../../http/audited';
import type { ServiceChanges } from '../../services';
import type { PolicyInForce } from '../PolicyInForce';
import type { WaiverStore } from '../store/WaiverStore';
import type { WaiverNotices } from '../WaiverNotices';
import type { WaiverRecord } from '../WaiverRecord';

/** What {@link WaiverExpiry} works with. */
export interface WaiverExpiryOptions {
  auditor: AuditorService;
  changes: ServiceChanges;
  logger: LoggerService;
  notices: WaiverNotices;
  policy: PolicyInForce;
  store: WaiverStore;
  afterChange(services: string[]): Promise<void>;
  now: () => Date;
}

/** As many at once as one statement and one evaluation take well. */
const batchSize = 200;

/**
 * Ends waivers when their time is over. Nothing that reads waivers relies on
 * it: an active waiver whose end has passed counts for nothing. But results are
 * stored, so the services concerned have to be scored again at that moment.
 */
export class WaiverExpiry {
  readonly #options: WaiverExpiryOptions;

  private constructor(options: WaiverExpiryOptions) {
    this.#options = options;
  }

  static create(options: WaiverExpiryOptions): WaiverExpiry {
    return new WaiverExpiry(options);
  }

  /**
   * Ends what is over, and then stays for a while to end what comes to its end
   * meanwhile, each to the moment.
   */
  async watch(options: { forMs: number; signal?: AbortSignal }): Promise<void> {
    const { signal } = options;
    const until = this.#now() + options.forMs;
    await this.endDue();
    await this.remind();
    while (!signal?.aborted) {
      const [next] = await this.#options.store.endingBefore(until, 1);
      if (!next) return;
      await pause(Math.max(1, next.endsAt - this.#now()), undefined, {
        signal,
      }).catch(ignoreAbort);
      if (!signal?.aborted) await this.endDue();
    }
  }

  /** Ends every waiver whose time is over now. */
  async endDue(): Promise<void> {
    const { store } = this.#options;
    for (;;) {
      const due = await store.endingBefore(this.#now(), batchSize);
      if (due.length === 0) return;
      await this.#end(due);
    }
  }

  /** Tells of ends that come near. */
  async remind(): Promise<void> {
    const { notices, policy, store } = this.#options;
    const current = policy.current();
    const now = this.#now();
    const soon = now + waiverReminderMs(current);
    for (const waiver of await store.endingBefore(soon, 10_000)) {
      await notices.remind(current, waiver, now);
    }
  }

  async #end(due: WaiverRecord[]): Promise<void> {
    const { auditor, changes, logger, notices, store, afterChange } =
      this.#options;
    const services = [...new Set(due.map(({ service }) => service))];
    const ended = await audited(
      auditor,
      {
        eventId: 'waiver-expire',
        severityLevel: 'low',
        meta: { services, waivers: due.map(({ id }) => id) },
      },
      () =>
        store.transaction(async tx => {
          const ids = await store.expire(due, { tx, now: this.#now() });
          await changes.mark(services, { tx });
          return ids;
        }),
      ids => ({ expired: [...ids] }),
    );
    await afterChange(services).catch(error =>
      logger.warn(
        `Services whose waivers have ended will be scored later: ${toError(error).message}`,
      ),
    );
    for (const waiver of due) {
      if (ended.has(waiver.id)) await notices.expired(waiver);
    }
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

function ignoreAbort(error: unknown): void {
  if (!isError(error) || error.name !== 'AbortError') throw error;
}
