import { useDeferredValue, useState } from 'react';
import { useGoldLayer } from '../api';

/**
 * The services that match what stands in a field, as far as one may see them.
 * The title of what is `chosen` stands there as well, and is no search.
 */
export function useServiceSearch(options: {
  chosen?: string;
  /** False where no service is wanted. */
  enabled?: boolean;
}) {
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const found = useGoldLayer(
    'listServices',
    {
      q: wanted && wanted !== options.chosen ? wanted : undefined,
      limit: 20,
    },
    { enabled: options.enabled },
  );
  return { found, onInputChange: (_: unknown, text: string) => setTyped(text) };
}
