import { useApi } from '@backstage/core-plugin-api';
import type { Replay } from '@gold-layer/backstage-plugin-common';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { goldLayerApiRef, queryKeyOf, toProblem } from '../../../api';

// Long enough for somebody who types a number, short enough to feel at once.
const pauseMs = 600;

/** A value as it is once it has rested for a while. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/**
 * The last 30 days under a proposed SLO. The backend works out one replay for
 * each person at a time: while an earlier one is under way this one waits.
 */
export function useReplay(
  text: string | undefined,
  options: { service: string; index: number },
): UseQueryResult<Replay> {
  const api = useApi(goldLayerApiRef);
  const input = {
    body: { text: text ?? '', service: options.service, index: options.index },
  };
  return useQuery<Replay>({
    queryKey: queryKeyOf('replaySlo', input),
    queryFn: ({ signal }) => api.call('replaySlo', input, { signal }),
    enabled: text !== undefined,
    // A month of counts does not change while one looks at it.
    staleTime: 5 * 60_000,
    placeholderData: previous => previous,
    retry: (failures, error) =>
      failures < 15 && toProblem(error).kind === 'conflict',
    retryDelay: 2000,
  });
}
