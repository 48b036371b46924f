import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Notice, SettledNotices } from './Notices';
import type { NoticeStore } from './NoticeStore';

/** Where the portal shows Gold Layer. */
const root = '/gold-layer';

/** Recipients per request: the notifications plugin takes bodies of 100 kB. */
const recipientsAtOnce = 500;

/** A portal without the notifications plugin is asked no more often than this. */
const absentMs = 3600 * 1000;

/** So many in a row that fail say that the plugin is down: each of the others could take as long as it takes to give up. */
const mostFailures = 10;

/** What {@link PortalNotices} works with. */
export interface PortalNoticesOptions {
  notifications: NotificationService;
  store: NoticeStore;
  logger: LoggerService;
  now?: () => Date;
}

/**
 * Tells people through the notifications plugin, one notice after the other. A
 * notice that cannot be told is forgotten, so that the next attempt tells it.
 */
export class PortalNotices implements SettledNotices {
  readonly #options: PortalNoticesOptions;
  /** Milliseconds; until then the plugin is taken to be missing. */
  #absentUntil = 0;

  private constructor(options: PortalNoticesOptions) {
    this.#options = options;
  }

  static create(options: PortalNoticesOptions): PortalNotices {
    return new PortalNotices(options);
  }

  async send(notices: Notice[]): Promise<void> {
    await this.settle(notices);
  }

  async settle(notices: Notice[]): Promise<ReadonlySet<string>> {
    const settled = new Set<string>();
    let failures = 0;
    for (const [index, notice] of notices.entries()) {
      if (this.#now().getTime() < this.#absentUntil) break;
      if (failures === mostFailures) {
        this.#leave(notices.length - index);
        break;
      }
      try {
        if (await this.#isSettled(notice)) settled.add(notice.key);
        failures = 0;
      } catch (error) {
        failures += 1;
        this.#report(notice, toError(error));
      }
    }
    return settled;
  }

  async #isSettled(notice: Notice): Promise<boolean> {
    const { store } = this.#options;
    const to = [...new Set(notice.to)];
    if (to.length === 0) return true;
    if (notice.once) {
      const claim = await store.claim(notice.key, this.#now());
      if (claim !== 'own') return claim === 'told';
    }
    try {
      for (let start = 0; start < to.length; start += recipientsAtOnce) {
        await this.#deliver(notice, to.slice(start, start + recipientsAtOnce));
      }
    } catch (error) {
      if (notice.once) await store.release(notice.key);
      throw error;
    }
    if (notice.once) store.confirm(notice.key);
    return true;
  }

  #deliver(notice: Notice, to: string[]): Promise<void> {
    return this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: to },
      payload: {
        title: notice.title,
        description: notice.description,
        link: `${root}${notice.path}`,
        severity: notice.severity ?? 'normal',
        topic: 'gold-layer',
        scope: notice.key,
      },
    });
  }

  #report(notice: Notice, error: Error): void {
    const { logger } = this.#options;
    if (/status 404\b/.test(error.message)) {
      if (this.#absentUntil === 0) {
        logger.info(
          'Nobody is notified of anything: the portal has no notifications plugin',
        );
      }
      this.#absentUntil = this.#now().getTime() + absentMs;
      return;
    }
    logger.warn(`The notice '${notice.key}' was not sent: ${error.message}`);
  }

  #leave(count: number): void {
    this.#options.logger.warn(
      `${count} more notices were not tried: ${mostFailures} in a row could not be sent`,
    );
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
