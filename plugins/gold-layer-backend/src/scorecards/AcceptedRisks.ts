import type { AcceptedRisk } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** A check of a service that is waived at present. */
export interface WaivedCheck extends AcceptedRisk {
  scorecard: string;
  check: string;
}

/** Knows which checks are waived; the room of waivers has the answers. */
export interface AcceptedRisks {
  /**
   * What is waived at a moment, by service, in one statement; services without
   * waivers are left out. Within `tx`, so that it fits what else is read there.
   */
  activeFor(
    services: string[],
    options: { tx: Knex.Transaction; now: Date },
  ): Promise<ReadonlyMap<string, WaivedCheck[]>>;
}

/** Nothing is waived. */
export const noRisksAccepted: AcceptedRisks = {
  activeFor: async () => new Map(),
};
