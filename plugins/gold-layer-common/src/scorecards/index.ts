export * from './document';
export * from './result';
export * from './standing';
export * from './state';
