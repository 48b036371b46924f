/**
 * Measures SLIs with Prometheus and whatever speaks its API.
 *
 * @packageDocumentation
 */
export { goldLayerModulePrometheus as default } from './goldLayerModulePrometheus';
