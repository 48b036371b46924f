import { useQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { Hint } from '../../ui';
import {
  exclusionFormSchema,
  toRequest,
  type ExclusionForm,
} from './exclusionForm';
import { spanWords } from './words';

/** When recurring time would come, as it is being chosen. */
export function FirstTimes() {
  const { watch } = useFormContext<ExclusionForm>();
  // What is no matter of times need not be filled in yet.
  const parsed = exclusionFormSchema.safeParse({
    ...watch(),
    service: 'component:default/any',
    reason: 'any',
  });
  const body =
    parsed.success && parsed.data.how === 'recurring'
      ? toRequest(parsed.data)
      : undefined;
  const { data } = useQuery({
    queryKey: ['gold-layer-times', body],
    queryFn: async () => {
      const { firstTimes } = await import('./occurrences');
      return body ? firstTimes(body) : { times: [] };
    },
    enabled: body !== undefined,
  });
  if (!body || !data) return null;
  if (data.problem) return <Hint tone="warning">Expected {data.problem}.</Hint>;
  return (
    <Hint>
      It comes on{' '}
      {data.times
        .map(time => spanWords(time, body.timeZone ?? 'UTC'))
        .join('; ')}
      {data.times.length === 3 && '; and so on'}.
    </Hint>
  );
}
