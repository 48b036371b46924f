export * from './chain';
export * from './document';
export * from './lists';
export * from './requests';
export * from './review';
