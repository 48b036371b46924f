/**
 * The domain of Gold Layer: its rules, its schemas and its HTTP contract.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './assessments';
export * from './definitions';
export * from './directory';
export * from './facts';
export * from './history';
export * from './inbox';
export * from './overview';
export * from './people';
export * from './permissions';
export * from './reviews';
export * from './scorecards';
export * from './search';
export * from './services';
export * from './slos';
export * from './status';
export * from './waivers';
