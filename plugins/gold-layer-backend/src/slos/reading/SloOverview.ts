import {
  goldLayerSloReadPermission,
  isMeasuredState,
  Overview,
} from '@gold-layer/backstage-plugin-common';
import { sumBy } from 'lodash';
import type { Caller } from '../../http/serve';
import type { ServiceAccess } from '../../services';
import type { SloCountStore } from './SloCountStore';
import type { SloListStore } from './SloListStore';

/** What {@link SloOverview} works with. */
export interface SloOverviewOptions {
  access: ServiceAccess;
  counts: SloCountStore;
  list: SloListStore;
  now: () => Date;
}

/** A panel has room for so many. */
const shown = 5;

/** What the overview page tells of SLOs. */
export class SloOverview {
  readonly #options: SloOverviewOptions;

  private constructor(options: SloOverviewOptions) {
    this.#options = options;
  }

  static create(options: SloOverviewOptions): SloOverview {
    return new SloOverview(options);
  }

  /** How the SLOs stand that a caller may see; absent for those who may see none at all. */
  async read(options: { credentials: Caller }): Promise<Overview['slos']> {
    const { access, counts, list } = this.#options;
    const scope = await access.scope(goldLayerSloReadPermission, options);
    if (scope.nothing) return undefined;
    const reading = { scope, now: this.#options.now() };
    const worst = list.page(
      {
        sort: 'worst',
        order: 'asc',
        limit: shown,
        state: ['exhausted', 'at-risk', 'error', 'stale', 'partial', 'no-data'],
      },
      reading,
    );
    const [{ items }, { states, frozen, firing }, servicesWithout, broken] =
      await Promise.all([
        worst,
        counts.counts({}, reading),
        counts.servicesWithout({}, reading),
        counts.brokenDocuments({}, reading),
      ]);
    return {
      total: sumBy(states, 'count'),
      states,
      frozen,
      firing,
      servicesWithout,
      brokenDocuments: broken,
      worst: items.map(({ record, service, state, status }) => ({
        id: record.spec.id,
        title: record.spec.title,
        service: service.ref,
        serviceTitle: service.title,
        state,
        // What cannot be trusted is told by its state, not by a number that looks fresh.
        remaining: isMeasuredState(state) ? status?.remaining : undefined,
      })),
    };
  }
}
