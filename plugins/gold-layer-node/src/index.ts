/**
 * The doors through which modules reach the Gold Layer backend.
 *
 * @packageDocumentation
 */
export * from './FactSource';
export * from './HistorySource';
export * from './SliSource';
export * from './extensions';
