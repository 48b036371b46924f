import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useKeptForm, useKeptValues } from '../saving';
import { riskFormSchema, type RiskForm } from './riskForm';

const keeping = { lives: 'tab' } as const;

/**
 * The form of a risk, kept for its writer as long as the browser's tab is open:
 * a reload or a stray click loses nothing. To be asked for once it is known who
 * reads. Answers how to forget it and whether it is not kept, too.
 */
export function useRiskForm(
  key: string,
  begin: Partial<RiskForm> = {},
): {
  form: UseFormReturn<RiskForm>;
  forget: () => void;
  unkept: boolean;
} {
  const kept = useKeptValues<RiskForm>(key, keeping);
  const form = useForm<RiskForm>({
    resolver: zodResolver(riskFormSchema),
    defaultValues: { ...begin, ...kept },
  });
  return { form, ...useKeptForm(form, key, { ...keeping, begin }) };
}
