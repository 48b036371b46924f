import type { SliMenuItem } from '@gold-layer/backstage-plugin-common';
import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { ChoiceCards } from '../../ChoiceCards';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { BoundField } from './BoundField';
import { MatcherFields } from './MatcherFields';
import { MetricChoice } from './MetricChoice';

/** An indicator made of metrics that exist, and what narrows them down. */
export function FromMetrics(props: {
  item: Exclude<SliMenuItem, { kind: 'pushed' }>;
  onWay: (way: SloDraft['how']) => void;
}) {
  const { item } = props;
  const { setValue, watch } = useFormContext<SloDraft>();
  const [service, metric, badBy] = watch(['service', 'metric', 'badBy']);
  const source = watch('source') || undefined;
  const [q, setQ] = useState(item.words[0] ?? '');
  const found = useGoldLayer(
    'lookUpMetrics',
    { service, source, q: q || undefined },
    { enabled: service !== '' },
  );
  // The one that was chosen, with its labels and buckets.
  const { data } = useGoldLayer(
    'lookUpMetrics',
    { service, source, q: metric },
    { enabled: metric !== '' && found.isSuccess },
  );
  const chosen = data?.items.find(({ name }) => name === metric);
  const buckets = chosen?.buckets;
  useEffect(() => setValue('buckets', buckets ?? []), [buckets, setValue]);
  const labels = (chosen?.labels ?? []).filter(label => label !== 'le');
  return (
    <>
      <MetricChoice
        item={item}
        q={q}
        found={found}
        onSearch={setQ}
        onWay={props.onWay}
      />
      {metric && (
        <WizardPart
          title="Which of its series are the service's?"
          why="Without a condition every series counts, also those of other services."
        >
          <MatcherFields
            name="matchers"
            metric={metric}
            labels={labels}
            noun="condition"
          />
        </WizardPart>
      )}
      {metric && item.kind === 'events' && (
        <WizardPart
          title="What is a bad event?"
          why="What is the fault of the service, not of the caller: 5xx, not 4xx."
        >
          <BadBy />
          {badBy === 'labels' ? (
            <MatcherFields
              name="bad"
              metric={metric}
              labels={labels}
              noun="condition"
            />
          ) : (
            <FieldRow>
              <DraftField
                name="badMetric"
                label="Metric that counts bad events"
                hint="A counter; the conditions above hold for it, too"
              />
            </FieldRow>
          )}
        </WizardPart>
      )}
      {metric && 'bound' in item && (
        <BoundField item={item} buckets={buckets} />
      )}
    </>
  );
}

function BadBy() {
  const { watch, setValue } = useFormContext<SloDraft>();
  return (
    <ChoiceCards
      label="How a bad event is told"
      value={watch('badBy')}
      width={220}
      onChoose={value =>
        setValue('badBy', value === 'metric' ? 'metric' : 'labels')
      }
      options={[
        { value: 'labels', title: 'By its labels' },
        { value: 'metric', title: 'By a metric of its own' },
      ]}
    />
  );
}
