export * from './document';
export * from './duties';
export * from './risk';
export * from './standing';
export * from './terms';
export * from './waiver';
