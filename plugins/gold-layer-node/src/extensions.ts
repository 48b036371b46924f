import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FactSource } from './FactSource';
import type { HistorySource } from './HistorySource';
import type { SliSource } from './SliSource';

/** Where modules add sources of facts. */
export interface GoldLayerFactsExtensionPoint {
  addFactSource(...sources: FactSource[]): void;
}

/** Where modules add sources of facts. */
export const goldLayerFactsExtensionPoint =
  createExtensionPoint<GoldLayerFactsExtensionPoint>({
    id: 'gold-layer.facts',
  });

/** Where modules add definitions of their own. */
export interface GoldLayerDefinitionsExtensionPoint {
  /** An absolute file, a folder (read with its sub-folders) or a URL of YAML documents. */
  addDefinitions(...locations: string[]): void;
}

/** Where modules add definitions of their own. */
export const goldLayerDefinitionsExtensionPoint =
  createExtensionPoint<GoldLayerDefinitionsExtensionPoint>({
    id: 'gold-layer.definitions',
  });

/** Where modules hand over paperwork from before the portal. */
export interface GoldLayerHistoryExtensionPoint {
  addHistory(...sources: HistorySource[]): void;
}

/** Where modules hand over paperwork from before the portal. */
export const goldLayerHistoryExtensionPoint =
  createExtensionPoint<GoldLayerHistoryExtensionPoint>({
    id: 'gold-layer.history',
  });

/** Where modules add sources of SLIs. */
export interface GoldLayerSlisExtensionPoint {
  addSliSource(...sources: SliSource[]): void;
}

/** Where modules add sources of SLIs. */
export const goldLayerSlisExtensionPoint =
  createExtensionPoint<GoldLayerSlisExtensionPoint>({
    id: 'gold-layer.slis',
  });
