/**
 * The domain of Gold Layer: its rules, its schemas and its HTTP contract.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './directory';
export * from './facts';
export * from './overview';
export * from './permissions';
export * from './scorecards';
export * from './services';
export * from './status';
