export * from './fact';
export * from './push';
