import { createRouteRef } from '@backstage/core-plugin-api';

/** Where Gold Layer's own pages are mounted, in either frontend system. */
export const rootRouteRef = createRouteRef({ id: 'gold-layer' });
