export * from './decideCheck';
export * from './decideStanding';
export * from './document';
export * from './explainCheck';
export * from './orderSteps';
export * from './result';
export * from './standing';
export * from './state';
