import type { EvaluationFailure } from '@gold-layer/backstage-plugin-common';
import { AgeBanner, AsOf } from '../ui';

/** Says that the results shown are those from before, as the last evaluation erred. */
export function ScoringFailed(props: { failure?: EvaluationFailure }) {
  const { failure } = props;
  if (!failure) return null;
  return (
    <AgeBanner>
      Scoring this service failed <AsOf at={failure.at} />. Whatever is shown is
      from before; newer facts do not count yet. The error: {failure.error}
    </AgeBanner>
  );
}
