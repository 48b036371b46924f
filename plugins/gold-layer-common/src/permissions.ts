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

/** See SLOs, their numbers and rules, and what the deploy gate has answered. */
export const goldLayerSloReadPermission = createPermission({
  name: 'gold-layer.slo.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Keep SLO documents in the portal, declare exclusions, record reviews of objectives. */
export const goldLayerSloEditPermission = createPermission({
  name: 'gold-layer.slo.edit',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Push good and total of intervals, deploys and incidents. */
export const goldLayerSloPushPermission = createPermission({
  name: 'gold-layer.slo.push',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Have the portal ask a metric source something of one's own: in the wizard, and with queries that a document kept in the portal brings. */
export const goldLayerSloQueryPermission = createPermission({
  name: 'gold-layer.slo.query',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Ask the deploy gate about a service. */
export const goldLayerGateAskPermission = createPermission({
  name: 'gold-layer.gate.ask',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLD_LAYER_SERVICE,
});

/** Let a service through although its budget says no; only in a role that the policy names. */
export const goldLayerGateBreakGlassPermission = createPermission({
  name: 'gold-layer.gate.break-glass',
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
  goldLayerSloReadPermission,
  goldLayerSloEditPermission,
  goldLayerSloPushPermission,
  goldLayerSloQueryPermission,
  goldLayerGateAskPermission,
  goldLayerGateBreakGlassPermission,
];
