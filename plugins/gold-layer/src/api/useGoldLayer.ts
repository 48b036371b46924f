import { useApi } from '@backstage/core-plugin-api';
import {
  routes,
  type RouteInput,
  type RouteName,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { goldLayerApiRef } from './GoldLayerApi';

/** How a screen wants to be kept up to date. */
export interface UseGoldLayerOptions {
  /** False while the input is not known yet. */
  enabled?: boolean;
  /** Asks again after so many milliseconds while the page is visible; may depend on what was answered. */
  refetchInterval?:
    | number
    | ((query: { state: { data: unknown; error: Error | null } }) => number);
}

/**
 * Answers of one operation of the API. While new filters are loading the last
 * answer stays on the screen (`isPlaceholderData`), unless it speaks of another
 * service or scorecard.
 */
export function useGoldLayer<N extends RouteName>(
  name: N,
  input: RouteInput<N>,
  options: UseGoldLayerOptions = {},
): UseQueryResult<RouteOutput<N>> {
  const api = useApi(goldLayerApiRef);
  const subject = subjectOf(name, input);
  return useQuery<RouteOutput<N>>({
    queryKey: queryKeyOf(name, input),
    queryFn: ({ signal }) => api.call(name, input, { signal }),
    placeholderData: (previous, query) =>
      query?.queryKey[2] === subject ? previous : undefined,
    ...options,
  });
}

/** Under which an operation's answers are remembered. */
export function queryKeyOf<N extends RouteName>(name: N, input: RouteInput<N>) {
  return ['gold-layer', name, subjectOf(name, input), input] as const;
}

/**
 * An operation that changes something; everything shown is asked for again
 * afterwards. `onDone` is called before that, as soon as it is done, also when
 * whoever did it looks at something else by then: what was sent is forgotten
 * there, and `useGoOn` leads on those alone who are still here.
 */
export function useGoldLayerAction<N extends RouteName>(
  name: N,
  options: {
    onDone?: (output: RouteOutput<N>, input: RouteInput<N>) => void;
  } = {},
): UseMutationResult<RouteOutput<N>, Error, RouteInput<N>> {
  const api = useApi(goldLayerApiRef);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: RouteInput<N>) => api.call(name, input),
    onSuccess: options.onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['gold-layer'] }),
  });
}

/** The part of the address that says whom an answer is about: its path. */
function subjectOf<N extends RouteName>(name: N, input: RouteInput<N>): string {
  const values: Record<string, unknown> = { ...input };
  return routes[name].path.replace(/:([a-z]+)/g, (_, key) =>
    String(values[key]),
  );
}
