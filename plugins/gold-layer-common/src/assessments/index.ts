export * from './assessment';
export * from './document';
export * from './requests';
