import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { waiverEndAfterRise } from '@gold-layer/backstage-plugin-common';
import { audited } from '../../http/audited';
import type { ServiceChanges } from '../../services';
import type { PolicyInForce } from '../PolicyInForce';
import type { ShorterWaiver, TierRises } from '../store/TierRises';
import type { WaiverNotices } from '../WaiverNotices';
import type { WaiverRecord } from '../WaiverRecord';

/** What {@link WaiverTiers} works with. */
export interface WaiverTiersOptions {
  auditor: AuditorService;
  changes: ServiceChanges;
  logger: LoggerService;
  notices: WaiverNotices;
  policy: PolicyInForce;
  rises: TierRises;
  afterChange(services: string[]): Promise<void>;
  now: () => Date;
}

/** Their bound values fit one statement. */
const batchSize = 100;

/**
 * Holds waivers to the tier of today: once a service has come to a higher one,
 * what is waived for it ends no later than that tier allows, counted from the
 * approval. It looks at what is stored rather than listening to the catalog,
 * so that no rise is missed over a restart. A lower tier lengthens nothing.
 */
export class WaiverTiers {
  readonly #options: WaiverTiersOptions;

  private constructor(options: WaiverTiersOptions) {
    this.#options = options;
  }

  static create(options: WaiverTiersOptions): WaiverTiers {
    return new WaiverTiers(options);
  }

  /** Follows every rise since it was last called. */
  async follow(): Promise<void> {
    const { rises } = this.#options;
    for (;;) {
      const risen = await rises.find(this.#now(), { limit: batchSize });
      if (risen.length > 0) await this.#followAll(risen);
      if (risen.length < batchSize) return;
    }
  }

  async #followAll(risen: WaiverRecord[]): Promise<void> {
    const now = this.#now();
    const shorter: ShorterWaiver[] = [];
    const unchanged: WaiverRecord[] = [];
    for (const waiver of risen) {
      const { endsAt, tier } = waiver;
      const end = this.#endOf(waiver, now);
      if (end < endsAt) {
        const shortened = { at: now, from: endsAt, tier };
        shorter.push({ ...waiver, endsAt: end, shortened });
      } else unchanged.push(waiver);
    }
    await this.#options.rises.note(unchanged);
    if (shorter.length > 0) await this.#shorten(shorter, now);
  }

  #endOf(waiver: WaiverRecord, now: number): number {
    const { tier, endsAt, requestedAt, decidedAt = requestedAt } = waiver;
    const approved = { tier, decidedAt, endsAt };
    return waiverEndAfterRise(this.#options.policy.current(), approved, now);
  }

  async #shorten(waivers: ShorterWaiver[], now: number): Promise<void> {
    const { afterChange, auditor, changes, logger, notices, rises } =
      this.#options;
    const services = [...new Set(waivers.map(({ service }) => service))];
    const written = await audited(
      auditor,
      {
        eventId: 'waiver-shorten',
        severityLevel: 'medium',
        meta: { services, waivers: waivers.map(({ id }) => id) },
      },
      () =>
        rises.transaction(async tx => {
          const ids = await rises.shorten(waivers, { tx, now });
          await changes.mark(services, { tx });
          return ids;
        }),
      ids => ({
        shortened: waivers
          .filter(({ id }) => ids.has(id))
          .map(({ id, tier, endsAt }) => ({
            id,
            tier,
            until: new Date(endsAt).toISOString(),
          })),
      }),
    );
    await afterChange(services).catch(error =>
      logger.warn(
        `Services whose waivers were shortened will be scored later: ${toError(error).message}`,
      ),
    );
    for (const waiver of waivers) {
      if (written.has(waiver.id)) await notices.shortened(waiver);
    }
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}
