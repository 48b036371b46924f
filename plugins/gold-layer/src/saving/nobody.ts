/**
 * Stands for a reader whom the portal cannot name. Several people may hide
 * behind it, so nothing is kept for it.
 */
export const nobody = 'nobody';
