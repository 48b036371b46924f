/**
 * The catalog's side of Gold Layer: the service record.
 *
 * @packageDocumentation
 */
export { catalogModuleGoldLayer as default } from './module';
