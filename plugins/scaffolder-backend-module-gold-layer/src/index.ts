/**
 * Scaffolder actions of Gold Layer.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGoldLayer as default } from './scaffolderModuleGoldLayer';
