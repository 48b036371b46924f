import { useState } from 'react';

/**
 * Whether something is open, and a way to open and close it. It is as its
 * reader chose last, until it is asked for anew: then it opens.
 */
export function useOpened(options: {
  /** Tells one asking from the next; absent while nobody asks for it. */
  request?: string;
  /** Before anybody has chosen. */
  atFirst?: boolean;
}): [boolean, (open: boolean) => void] {
  const { request, atFirst = false } = options;
  const [choice, setChoice] = useState<{ open: boolean; request?: string }>();
  const holds = request === undefined || choice?.request === request;
  return [
    (holds ? choice?.open : undefined) ?? (atFirst || request !== undefined),
    open => setChoice({ open, request }),
  ];
}
