export * from './documents';
export * from './gate';
export * from './policy';
export * from './series';
export * from './slo';
export * from './spec';
export * from './state';
