export * from './GoldLayerApi';
export * from './problem';
export * from './queryClient';
export * from './serviceIdOf';
export * from './useGoldLayer';
export * from './useGoOn';
