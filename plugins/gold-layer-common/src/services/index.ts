export * from './detail';
export * from './record';
export * from './service';
export * from './tier';
