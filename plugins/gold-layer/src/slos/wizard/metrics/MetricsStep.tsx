import { useFormContext } from 'react-hook-form';
import { EmptyState, Hint } from '../../../ui';
import { ChoiceCards } from '../../ChoiceCards';
import { CodeBlock } from '../../slo/CodeBlock';
import { WizardPart } from '../WizardPart';
import { waysToMeasure, type SloDraft } from '../draft/draft';
import { itemOf } from '../draft/itemOf';
import { queriesOf, specOf } from '../draft/specOf';
import type { WizardContext } from '../useWizardContext';
import { FromMetrics } from './FromMetrics';
import { OwnQueries } from './OwnQueries';
import { Pushed } from './Pushed';
import { SourceField } from './SourceField';

type Way = SloDraft['how'];

const ways: Record<Way, { title: string; about: string }> = {
  metrics: {
    title: 'Choose metrics',
    about: 'Search what the metric source has; the queries follow.',
  },
  queries: {
    title: 'Write the queries',
    about: 'For what no single metric says. PromQL, as it will be asked.',
  },
  pushed: {
    title: 'Numbers are pushed',
    about: 'For batch jobs and pipelines: good and total come over the API.',
  },
};

/** How the indicator is measured. */
export function MetricsStep(props: { context: WizardContext }) {
  const { watch, setValue, clearErrors } = useFormContext<SloDraft>();
  const draft = watch();
  const item = itemOf(draft);
  if (!draft.item && !props.context.before) {
    return (
      <EmptyState
        why="It is not said yet what to measure."
        todo="Go back one step and choose it."
      />
    );
  }
  // What is of the menu and pushed has no metric to be chosen; what is not of the menu neither.
  const possible = waysToMeasure.filter(
    way => way !== 'metrics' || (item && item.kind !== 'pushed'),
  );
  const choose = (way: Way) => {
    if (way === 'queries' && draft.how === 'metrics') {
      // What was chosen so far is where one goes on from.
      Object.entries(writtenOut(draft)).forEach(([field, value]) =>
        setValue(field as keyof SloDraft, value),
      );
    }
    setValue('how', way);
    clearErrors();
  };
  return (
    <>
      <WizardPart title="Where do the numbers come from?">
        <ChoiceCards
          label="Where the numbers come from"
          value={draft.how}
          onChoose={value => {
            const way = waysToMeasure.find(each => each === value);
            if (way) choose(way);
          }}
          options={possible.map(value => ({ value, ...ways[value] }))}
        />
      </WizardPart>
      {draft.how !== 'pushed' && <SourceField />}
      {draft.how === 'metrics' && item && item.kind !== 'pushed' && (
        <FromMetrics item={item} onWay={choose} />
      )}
      {draft.how === 'queries' && <OwnQueries />}
      {draft.how === 'pushed' && <Pushed />}
      {draft.how === 'metrics' && <Composed draft={draft} />}
    </>
  );
}

/** The queries that a choice of metrics has led to. */
function writtenOut(draft: SloDraft): Partial<SloDraft> {
  const sli = measured(draft);
  if (sli?.kind === 'ratio') {
    return {
      queryKind: sli.bad ? 'bad' : 'good',
      counter: sli.counter,
      query: (sli.bad ?? sli.good)?.query ?? '',
      totalQuery: sli.total.query,
    };
  }
  return sli?.kind === 'threshold'
    ? {
        queryKind: 'threshold',
        query: sli.metric.query,
        op: sli.op,
        value: String(sli.value),
      }
    : {};
}

/** The indicator alone: what is asked in later steps does not matter for it. */
function measured(draft: SloDraft) {
  return specOf({
    ...draft,
    title: draft.title || '-',
    name: draft.name || 'name',
    target: '99',
    windowKind: 'rolling',
    windowDays: '28',
    reviewEvery: '',
    minimumEvents: '',
  })?.sli;
}

function Composed(props: { draft: SloDraft }) {
  const sli = measured(props.draft);
  return (
    <WizardPart
      title="What will be asked"
      why="Gold Layer puts counters into the window of time that it needs; what stands here is what the document says."
    >
      {sli ? (
        queriesOf(sli).map(({ words, query }) => (
          <CodeBlock key={words} label={words} text={query.query} />
        ))
      ) : (
        <Hint>
          The queries stand here as soon as all of the above is chosen.
        </Hint>
      )}
    </WizardPart>
  );
}
