export * from './document';
export * from './waiver';
