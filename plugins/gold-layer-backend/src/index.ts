/**
 * The Gold Layer backend.
 *
 * @packageDocumentation
 */
export { goldLayerPlugin as default } from './plugin';
export {
  createGoldLayerConditionalDecision,
  goldLayerConditions,
} from './services/permissionRules';
