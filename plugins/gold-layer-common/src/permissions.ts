import { createPermission } from '@backstage/plugin-permission-common';

/** The resource that rules by owner and tier speak of. */
export const RESOURCE_TYPE_GOLD_LAYER_SERVICE = 'gold-layer-service';

/** See services and everything known about them. The catalog's own read permission is honoured besides. */
export const goldLayerServiceReadPermission = createPermission({
  name: 'gold-layer.service.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Collect a service's facts again and score it. */
export const goldLayerServiceRefreshPermission = createPermission({
  name: 'gold-layer.service.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Push facts about services. */
export const goldLayerFactPushPermission = createPermission({
  name: 'gold-layer.fact.push',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** See reviews, their evidence and their log. */
export const goldLayerReviewReadPermission = createPermission({
  name: 'gold-layer.review.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Start, answer, submit and withdraw reviews. */
export const goldLayerReviewEditPermission = createPermission({
  name: 'gold-layer.review.edit',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Comment on reviews. */
export const goldLayerReviewCommentPermission = createPermission({
  name: 'gold-layer.review.comment',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Sign, hand back, decide and assign reviews; only in a role that one holds. */
export const goldLayerReviewDecidePermission = createPermission({
  name: 'gold-layer.review.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** See assessments. */
export const goldLayerAssessmentReadPermission = createPermission({
  name: 'gold-layer.assessment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Start, fill in, publish and discard assessments. */
export const goldLayerAssessmentEditPermission = createPermission({
  name: 'gold-layer.assessment.edit',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** See waivers and the risk register. */
export const goldLayerWaiverReadPermission = createPermission({
  name: 'gold-layer.waiver.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Ask for waivers, renew and withdraw them. */
export const goldLayerWaiverRequestPermission = createPermission({
  name: 'gold-layer.waiver.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Approve, reject and revoke waivers; only in a role that one holds. */
export const goldLayerWaiverDecidePermission = createPermission({
  name: 'gold-layer.waiver.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Every permission of Gold Layer. */
export const goldLayerPermissions = [
  goldLayerServiceReadPermission,
  goldLayerServiceRefreshPermission,
  goldLayerFactPushPermission,
  goldLayerReviewReadPermission,
  goldLayerReviewEditPermission,
  goldLayerReviewCommentPermission,
  goldLayerReviewDecidePermission,
  goldLayerAssessmentReadPermission,
  goldLayerAssessmentEditPermission,
  goldLayerWaiverReadPermission,
  goldLayerWaiverRequestPermission,
  goldLayerWaiverDecidePermission,
];
