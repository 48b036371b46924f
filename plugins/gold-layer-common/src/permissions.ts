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

/** Every permission of Gold Layer. */
export const goldLayerPermissions = [
  goldLayerServiceReadPermission,
  goldLayerServiceRefreshPermission,
  goldLayerFactPushPermission,
];
