export * from './client';
export * from './openApi';
export * from './route';
export * from './routes';
