export * from './document';
export * from './fact';
export * from './factNameClash';
export * from './factValue';
export * from './push';
export * from './valueWords';
