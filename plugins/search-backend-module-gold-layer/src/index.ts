/**
 * Puts Gold Layer's reviews, assessments and waivers into the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleGoldLayer as default } from './searchModuleGoldLayer';
export * from './GoldLayerCollatorFactory';
