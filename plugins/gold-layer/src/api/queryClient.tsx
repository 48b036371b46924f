import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { toProblem } from './problem';

/**
 * Server state of all pages of the plugin. An answer is fresh for 15 seconds,
 * so that walking between tabs costs nothing; only a backend that did not
 * answer is asked a second time.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 1 && toProblem(error).kind === 'unreachable',
      },
    },
  });
}

/** One client for as long as the caller is mounted. */
export function useOwnQueryClient(): QueryClient {
  return useState(createQueryClient)[0];
}

/** Hands a client to the screens below; without one, it makes its own. */
export function QueryProvider(props: {
  client?: QueryClient;
  children: ReactNode;
}) {
  const own = useOwnQueryClient();
  return (
    <QueryClientProvider client={props.client ?? own}>
      {props.children}
    </QueryClientProvider>
  );
}
