import type {
  Risk,
  RiskLevel,
  ShownTier,
  WaiverState,
  WaiverSubject,
} from '@gold-layer/backstage-plugin-common';

/** How a waiver came to end earlier than approved. Times are milliseconds. */
export interface Shortened {
  at: number;
  /** The end before. */
  from: number;
  /** The tier that the service had come to. */
  tier: ShownTier;
}

/** A waiver as stored. Times are milliseconds. */
export interface WaiverRecord {
  id: string;
  service: string;
  /** Title, tier and owner of the service: today's, or those last written here where it has left the catalog. */
  serviceTitle: string;
  tier: ShownTier;
  owner?: string;
  /** Every owner today. */
  owners: string[];
  serviceExists: boolean;
  subject: WaiverSubject;
  title: string;
  risk: Risk;
  level: RiskLevel;
  /** As last written; see `waiverStateAt`. */
  state: WaiverState;
  requestedBy: string;
  requestedAt: number;
  /** Day. */
  requestedUntil: string;
  /** The end approved, or asked for. */
  endsAt: number;
  /** Set where the end was drawn nearer, as the service had come to a higher tier. */
  shortened?: Shortened;
  approverRole: string;
  decidedBy?: string;
  decidedAt?: number;
  comment?: string;
  endedBy?: string;
  endedAt?: number;
  endComment?: string;
  renewal: number;
  renewalOf?: string;
  renewedBy?: string;
  version: number;
  changedAt: number;
}

/** What a new request stores. */
export type NewWaiver = Omit<
  WaiverRecord,
  | 'owners'
  | 'serviceExists'
  | 'state'
  | 'version'
  | 'changedAt'
  | 'decidedBy'
  | 'decidedAt'
  | 'comment'
  | 'endedBy'
  | 'endedAt'
  | 'endComment'
  | 'shortened'
  | 'renewedBy'
> & {
  /** Display names and the like, to be found by. */
  words: string[];
};
