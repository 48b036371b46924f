import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { sloDraftSchema, type SloDraft } from './draft';
import { draftFormSchema } from './problems';

/** The form of an SLO, and how to forget what was kept of it. */
export interface SloForm {
  form: UseFormReturn<SloDraft>;
  forget: () => void;
}

/** The form, kept as it is filled in for as long as the browser's tab lives: a reload loses nothing. */
export function useSloForm(options: {
  /** Of what the draft is: each has one of its own. */
  key: string;
  begin: SloDraft;
}): SloForm {
  const { begin } = options;
  const key = `gold-layer-slo ${options.key}`;
  const form = useForm<SloDraft>({
    resolver: zodResolver(draftFormSchema),
    defaultValues: useState(() => readKept(key, begin) ?? begin)[0],
  });
  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch(values =>
      sessionStorage.setItem(key, JSON.stringify(values)),
    );
    return unsubscribe;
  }, [key, watch]);
  return { form, forget: () => sessionStorage.removeItem(key) };
}

/** A draft may have been kept before the portal knew of a field: that one begins as in a new draft. */
function readKept(key: string, begin: SloDraft): SloDraft | undefined {
  const kept = sessionStorage.getItem(key);
  return kept
    ? sloDraftSchema.safeParse({ ...begin, ...JSON.parse(kept) }).data
    : undefined;
}
