import { useState } from 'react';
import type { Paging } from './usePaging';

/**
 * Pages of a list that stands beside the page's own, so that its place is not
 * in the address. Whoever asks something else begins on the first page.
 */
export function useLocalPaging(question: string): Paging {
  const [kept, keep] = useState<{ question: string; cursors: string[] }>({
    question,
    cursors: [],
  });
  const cursors = kept.question === question ? kept.cursors : [];
  return {
    cursor: cursors[cursors.length - 1],
    page: cursors.length,
    next: cursor => keep({ question, cursors: [...cursors, cursor] }),
    previous:
      cursors.length > 0
        ? () => keep({ question, cursors: cursors.slice(0, -1) })
        : undefined,
  };
}
