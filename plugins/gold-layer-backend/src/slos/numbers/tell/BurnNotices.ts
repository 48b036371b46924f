import type { Notices } from '../../../notices';
import type { SlosInForce } from '../SlosInForce';
import type { Burn, BurnStore } from '../store/BurnStore';
import type { StatusStore } from '../store/StatusStore';
import { burnNotice } from './burnNotice';
import type { SloServices } from './SloServices';

/** What {@link BurnNotices} works with. */
export interface BurnNoticesOptions {
  burns: BurnStore;
  notices: Notices;
  services: SloServices;
  slos: SlosInForce;
  status: StatusStore;
  now: () => Date;
}

/** As many as one run tells, those that page first; the others follow with the next. */
const mostTold = 1000;

/**
 * Tells owners of burn alerts that begin to fire where no loaded rules do. What
 * was told is stored, and each notice is claimed before it is sent: replicas
 * that ask at once, and one that stops in between, tell it once.
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
    const { burns, now } = this.#options;
    const untold = await burns.untold({ limit: mostTold });
    if (untold.length === 0) return;
    await this.#send(untold);
    await burns.told(untold, now().getTime());
  }

  async #send(burns: Burn[]): Promise<void> {
    const { notices, services, slos, status } = this.#options;
    const nums = [...new Set(burns.map(({ num }) => num))];
    const [found, standings] = await Promise.all([
      slos.byNums(nums),
      status.find(nums),
    ]);
    const records = new Map(found.map(record => [record.num, record]));
    const named = await services.named(found.map(({ spec }) => spec.service));
    await notices.send(
      burns.flatMap(burn => {
        const record = records.get(burn.num);
        const service = record && named.get(record.spec.service);
        const standing = standings.get(burn.num);
        return service && standing
          ? (burnNotice(burn, record, { service, status: standing }) ?? [])
          : [];
      }),
    );
  }
}
