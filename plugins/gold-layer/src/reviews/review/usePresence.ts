import { useApi } from '@backstage/core-plugin-api';
import type { Presence } from '@gold-layer/backstage-plugin-common';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { goldLayerApiRef } from '../../api';
import { useShownReview } from './useReview';

const intervalMs = 10_000;
const nobody: Presence[] = [];

/** Says that one has the review open, learns who else has, and loads it again when somebody has changed it. */
export function usePresence(review: string, control?: string): Presence[] {
  const api = useApi(goldLayerApiRef);
  const shown = useShownReview(review);
  // Where the reader is goes along with the next beat; it is not worth one of its own.
  const at = useRef(control);
  at.current = control;
  const { data } = useQuery({
    queryKey: ['gold-layer-presence', review],
    queryFn: () =>
      api.call('reportReviewPresence', {
        id: review,
        body: { control: at.current },
      }),
    refetchInterval: intervalMs,
    retry: false,
  });
  const version = data?.version;
  useEffect(() => {
    const known = shown.current()?.version;
    if (version !== undefined && known !== undefined && version > known) {
      // What could not be loaded now is loaded with the next beat.
      shown.reload().catch(() => undefined);
    }
  }, [shown, version]);
  return data?.items ?? nobody;
}
