import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Notice, SettledNotices } from './Notices';
import type { Claim, NoticeStore } from './NoticeStore';

/** Where the portal shows Gold Layer. */
const root = '/gold-layer';

/** Recipients per request: the notifications plugin takes bodies of 100 kB. */
const recipientsAtOnce = 500;

/** A portal without the notifications plugin is asked no more often than this. */
const absentMs = 3600 * 1000;

/** So many sent in a row that fail say that the plugin is down: each of the others could take as long as it takes to give up. */
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

  get canTell(): boolean {
    return this.#now().getTime() >= this.#absentUntil;
  }

  async send(notices: Notice[]): Promise<void> {
    await this.settle(notices);
  }

  async settle(notices: Notice[]): Promise<ReadonlySet<string>> {
    const settled = new Set<string>();
    let failures = 0;
    for (const [index, notice] of notices.entries()) {
      if (!this.canTell) break;
      if (failures === mostFailures) {
        this.#leave(notices.slice(index));
        break;
      }
      try {
        const outcome = await this.#tell(notice);
        if (outcome !== 'under way') settled.add(notice.key);
        // What need not be sent says nothing about the plugin.
        if (outcome === 'sent') failures = 0;
      } catch (error) {
        failures += 1;
        this.#report(notice, toError(error));
      }
    }
    return settled;
  }

  async #tell(notice: Notice): Promise<'sent' | Exclude<Claim, 'own'>> {
    const { store } = this.#options;
    const to = [...new Set(notice.to)];
    if (to.length === 0) return 'told';
    if (notice.once) {
      const claim = await store.claim(notice.key, this.#now());
      if (claim !== 'own') return claim;
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
    return 'sent';
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

  #leave(left: Notice[]): void {
    // Whoever tells something that happened, and not how things stand, tells it no second time.
    const lost = left.filter(({ once }) => !once).length;
    this.#options.logger.warn(
      `${left.length} more notices were not tried, ${lost} of them for good: ${mostFailures} in a row could not be sent`,
    );
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
