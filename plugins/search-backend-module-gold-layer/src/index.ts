/**
 * Puts Gold Layer's reviews, assessments, waivers and SLOs into the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleGoldLayer as default } from './searchModuleGoldLayer';
export * from './GoldLayerCollatorFactory';
