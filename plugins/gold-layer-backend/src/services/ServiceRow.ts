import type { Service } from '@gold-layer/backstage-plugin-common';
import {
  goldRecommendationSchema,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';

/** A row of `services`. */
export interface ServiceRow {
  ref: string;
  uid: string | null;
  etag: string | null;
  hash: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  description: string | null;
  sort_name: string;
  type: string | null;
  lifecycle: string | null;
  tier: string;
  tier_rank: number;
  owner_ref: string | null;
  system_ref: string | null;
  domain_ref: string | null;
  tags: string;
  record: string;
  problems: string;
  gap_count: number;
  gaps: string;
  gold: string;
  gold_reasons: string;
  search_text: string;
  changed_at: number | string;
}

/** A row of `services` as the rest of the backend knows it. */
export function toService(row: ServiceRow, confirmedAt: Date): Service {
  return {
    ref: row.ref,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    title: row.title ?? undefined,
    description: row.description ?? undefined,
    type: row.type ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tier: shownTierSchema.parse(row.tier),
    owner: row.owner_ref ?? undefined,
    system: row.system_ref ?? undefined,
    domain: row.domain_ref ?? undefined,
    tags: JSON.parse(row.tags),
    record: JSON.parse(row.record),
    recordProblems: JSON.parse(row.problems),
    gaps: JSON.parse(row.gaps),
    gold: goldRecommendationSchema.parse({
      answer: row.gold,
      reasons: JSON.parse(row.gold_reasons),
    }),
    confirmedAt: confirmedAt.toISOString(),
  };
}
