import type { Overview } from '@gold-layer/backstage-plugin-common';

/** Whether a source knows every service, and by fresh facts alone: nothing less is green. */
export function knowsAll(
  source: Overview['coverage'][number],
  services: number,
): boolean {
  return (
    source.services >= services && source.stale === 0 && source.failures === 0
  );
}
