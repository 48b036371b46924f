import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { NewRisk } from '../ui';
import type { RiskForm } from './riskForm';

/**
 * Keeps what is being written for as long as the browser's tab lives, so that
 * a reload or a look at another page loses nothing; apart for each person, as
 * somebody else may sign in next. Answers how to forget it.
 */
export function useKeptForm(
  form: UseFormReturn<RiskForm>,
  { on, user }: { on: NewRisk; user: string },
): () => void {
  const key = `gold-layer-waiver ${user} ${JSON.stringify(on)}`;
  const { reset, watch } = form;
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept) reset(JSON.parse(kept));
    const { unsubscribe } = watch(values =>
      sessionStorage.setItem(key, JSON.stringify(values)),
    );
    return unsubscribe;
  }, [key, reset, watch]);
  return () => sessionStorage.removeItem(key);
}
