import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import type { SloStatus } from '../records';
import { everyService } from './filterSlos';
import { diagnose } from './presentSlo';
import type { SloListStore } from './SloListStore';
import type { KnownSlo } from './sloRows';

/** An SLO with how it stands now. */
export interface SloStanding {
  spec: SloSpec;
  status: SloStatus;
}

/** How the SLOs of a service stand, for decisions of the backend itself. */
export class SloStandings {
  readonly #list: SloListStore;
  readonly #now: () => Date;

  private constructor(options: { list: SloListStore; now: () => Date }) {
    this.#list = options.list;
    this.#now = options.now;
  }

  static create(options: {
    list: SloListStore;
    now: () => Date;
  }): SloStandings {
    return new SloStandings(options);
  }

  /**
   * Every SLO of a service. One that was never evaluated, or whose evaluation
   * is overdue, says so in its state, and its budget is unknown.
   */
  async ofService(ref: string): Promise<SloStanding[]> {
    const slos = await this.#list.all(
      { service: [ref] },
      { scope: everyService, now: this.#now() },
    );
    return slos.map(slo => ({
      spec: slo.record.spec,
      status: statusNow(slo),
    }));
  }
}

function statusNow(slo: KnownSlo): SloStatus {
  const { record, state, budget, status } = slo;
  return {
    ...(status ?? notEvaluated(record.num)),
    state,
    budget,
    diagnosis: diagnose(slo),
  };
}

function notEvaluated(
  num: number,
): Omit<SloStatus, 'state' | 'budget' | 'diagnosis'> {
  return {
    num,
    coverage: 0,
    burn: {},
    frozen: false,
    forecast: {},
    sparkline: [],
    alerts: [],
    rules: 'unknown',
    neverSeen: false,
  };
}
