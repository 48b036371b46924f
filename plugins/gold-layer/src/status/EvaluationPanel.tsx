import type { Status } from '@gold-layer/backstage-plugin-common';
import { AsOf, Panel, count } from '../ui';
import { Figures } from './Figures';

function took(seconds: number): string {
  return seconds < 0.1
    ? 'less than 0.1 s'
    : `${seconds.toLocaleString('en-US', { maximumFractionDigits: 1 })} s`;
}

/** Whether every result rests on the facts of now. */
export function EvaluationPanel(props: { evaluation: Status['evaluation'] }) {
  const { pending, lastFullAt, lastFullSeconds, failures, error } =
    props.evaluation;
  return (
    <Panel title="Scoring" question="Is every service scored by what is known?">
      <Figures
        figures={[
          {
            name: 'Waiting',
            value:
              pending === 0
                ? 'No service waits; results are up to date.'
                : `${count(pending, 'service')}, scored within seconds as a rule`,
          },
          {
            name: 'Last full pass',
            value: (
              <>
                <AsOf at={lastFullAt} never="not yet" />
                {lastFullSeconds !== undefined &&
                  `, took ${took(lastFullSeconds)}`}
              </>
            ),
          },
          {
            name: 'Failed for',
            value:
              failures === 0
                ? 'no service'
                : `${count(failures, 'service')}; the last results stay`,
          },
          ...(error ? [{ name: 'Last error', value: error }] : []),
        ]}
      />
    </Panel>
  );
}
