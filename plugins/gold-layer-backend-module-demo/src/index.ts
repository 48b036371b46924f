/**
 * An example company for Gold Layer, told through the same doors as a real one.
 *
 * @packageDocumentation
 */
export { goldLayerDemo as default } from './demo';
