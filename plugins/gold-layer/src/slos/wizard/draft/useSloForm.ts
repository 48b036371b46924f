import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useKeptForm, useKeptValues } from '../../../saving';
import { sloDraftSchema, type SloDraft } from './draft';
import { draftFormSchema } from './problems';

// A draft may have been kept before the portal knew of a field: that one begins as in a new draft.
const keeping = { lives: 'tab', schema: sloDraftSchema.partial() } as const;

/**
 * The form of an SLO, kept as it is filled in for as long as the browser's tab
 * is open, and how to forget it. To be asked for once it is known who reads.
 */
export function useSloForm(options: {
  /** Of what the draft is: each has one of its own. */
  key: string;
  begin: SloDraft;
}): { form: UseFormReturn<SloDraft>; forget: () => void } {
  const key = `slo/${options.key}`;
  const kept = useKeptValues<SloDraft>(key, keeping);
  const form = useForm<SloDraft>({
    resolver: zodResolver(draftFormSchema),
    defaultValues: { ...options.begin, ...kept },
  });
  const { forget } = useKeptForm(form, key, {
    ...keeping,
    begin: options.begin,
  });
  return { form, forget };
}
