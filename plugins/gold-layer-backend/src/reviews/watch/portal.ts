import type { Actor } from '../../people';

/** Who acts where nobody does. */
export const portal: Actor = {
  ref: 'gold-layer',
  title: 'Gold Layer',
  isUser: false,
};
