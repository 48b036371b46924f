import type { Notice, SettledNotices } from '../../../notices';
import type { SlosInForce } from '../SlosInForce';
import type { Burn, BurnStore } from '../store/BurnStore';
import type { StatusStore } from '../store/StatusStore';
import { burnNotice } from './burnNotice';
import type { SloServices } from './SloServices';

/** What {@link BurnNotices} works with. */
export interface BurnNoticesOptions {
  burns: BurnStore;
  notices: SettledNotices;
  services: SloServices;
  slos: SlosInForce;
  status: StatusStore;
  now: () => Date;
}

/** As many as one run tells, those that page first; the others follow with the next. */
const mostTold = 1000;

/** Burn alerts that nobody could be told of for so long are left alone: they are no news any more. */
const newsMs = 24 * 3600_000;

/**
 * Tells owners of burn alerts that begin to fire where no loaded rules do. What
 * was told is stored, and each notice is claimed before it is sent: replicas
 * that ask at once, and one that stops in between, tell it once. What nobody owns
 * waits for an owner; what could not be told, as notifications are down, is tried
 * again with the next run.
 */
export class BurnNotices {
  readonly #options: BurnNoticesOptions;

  private constructor(options: BurnNoticesOptions) {
    this.#options = options;
  }

  static create(options: BurnNoticesOptions): BurnNotices {
    return new BurnNotices(options);
  }

  /** Tells of those that fire and that nobody was told of. */
  async tell(): Promise<void> {
    const { burns, notices: portal, now } = this.#options;
    if (!portal.canTell) return;
    const untold = await burns.untold({ limit: mostTold });
    if (untold.length === 0) return;
    const notices = await this.#noticesOf(untold);
    const at = now().getTime();
    const settled = await portal.settle([...notices.values()]);
    const isOver = (burn: Burn) => {
      const notice = notices.get(burn);
      return (notice && settled.has(notice.key)) || at - burn.since > newsMs;
    };
    await burns.told(untold.filter(isOver), at);
  }

  /** Those that owners can be told of now. */
  async #noticesOf(burns: Burn[]): Promise<Map<Burn, Notice>> {
    const { services, slos, status } = this.#options;
    const nums = [...new Set(burns.map(({ num }) => num))];
    const [found, standings] = await Promise.all([
      slos.byNums(nums),
      status.find(nums),
    ]);
    const records = new Map(found.map(record => [record.num, record]));
    const named = await services.named(found.map(({ spec }) => spec.service));
    const notices = new Map<Burn, Notice>();
    for (const burn of burns) {
      const record = records.get(burn.num);
      const service = record && named.get(record.spec.service);
      const standing = standings.get(burn.num);
      if (!service || !standing) continue;
      const notice = burnNotice(burn, record, { service, status: standing });
      if (notice) notices.set(burn, notice);
    }
    return notices;
  }
}
