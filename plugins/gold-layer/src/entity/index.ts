export { GoldLayerEntityCard } from './GoldLayerEntityCard';
export { GoldLayerEntityContent } from './GoldLayerEntityContent';
