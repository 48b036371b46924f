import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_GOLD_LAYER_SERVICE,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import type { ServiceCondition } from './ServiceCondition';

/** A service as permission rules see it. */
export interface GoldLayerServiceResource {
  ref: string;
  tier: string;
  /** Refs of all owners. */
  owners: string[];
  /** Refs of those who have to decide an open review of it. */
  reviewers: string[];
}

/** The resource of Gold Layer's permissions: a service. */
export const goldLayerServiceResourceRef = createPermissionResourceRef<
  GoldLayerServiceResource,
  ServiceCondition
>().with({
  pluginId: 'gold-layer',
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

const isOwnedBy = createPermissionRule({
  name: 'IS_OWNED_BY',
  description: 'Allow services owned by one of the claims',
  resourceRef: goldLayerServiceResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Refs of groups or users, such as those a user owns through'),
  }),
  apply: ({ owners }, { claims }) =>
    claims.some(claim => owners.includes(claim.toLocaleLowerCase('en-US'))),
  toQuery: ({ claims }): ServiceCondition => ({
    owners: claims.map(claim => claim.toLocaleLowerCase('en-US')),
  }),
});

const hasTier = createPermissionRule({
  name: 'HAS_TIER',
  description: 'Allow services of one of the tiers',
  resourceRef: goldLayerServiceResourceRef,
  paramsSchema: z.object({
    tiers: z
      .array(shownTierSchema)
      .describe('Tiers; unclassified stands for services that declare none'),
  }),
  apply: ({ tier }, { tiers }) => tiers.some(allowed => allowed === tier),
  toQuery: ({ tiers }): ServiceCondition => ({ tiers }),
});

const isReviewedBy = createPermissionRule({
  name: 'IS_REVIEWED_BY',
  description:
    'Allow services with an open review that one of the claims has to decide',
  resourceRef: goldLayerServiceResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Refs of users'),
  }),
  apply: ({ reviewers }, { claims }) =>
    claims.some(claim => reviewers.includes(claim.toLocaleLowerCase('en-US'))),
  toQuery: ({ claims }): ServiceCondition => ({
    reviewers: claims.map(claim => claim.toLocaleLowerCase('en-US')),
  }),
});

/** Every rule by which a policy can narrow Gold Layer's permissions. */
export const goldLayerPermissionRules = {
  isOwnedBy,
  isReviewedBy,
  hasTier,
};

const exported = createConditionExports({
  resourceRef: goldLayerServiceResourceRef,
  rules: goldLayerPermissionRules,
});

/** Conditions for permission policies: `isOwnedBy({ claims })`, `isReviewedBy({ claims })`, `hasTier({ tiers })`. */
export const goldLayerConditions = exported.conditions;

/** Wraps conditions into the decision that a permission policy returns. */
export const createGoldLayerConditionalDecision =
  exported.createConditionalDecision;
