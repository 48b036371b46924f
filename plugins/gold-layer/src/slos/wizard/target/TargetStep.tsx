import {
  budgetMinutes,
  dependencyWarnings,
  guideFor,
  nominalWindowMinutes,
  objectiveOfPercent,
  slaMarginProblem,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { ErrorPanel, Hint } from '../../../ui';
import { minutesWords, objectiveWords } from '../../figures';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { windowOf } from '../draft/specOf';
import type { WizardContext } from '../useWizardContext';
import { AlertTable } from './AlertTable';
import { NinesTable } from './NinesTable';
import { PolicyFields } from './PolicyFields';
import { Promises } from './Promises';
import { TargetField } from './TargetField';
import { WindowFields } from './WindowFields';

/** How much has to be good, within which time, and what happens otherwise. */
export function TargetStep(props: { context: WizardContext }) {
  const { watch, setValue } = useFormContext<SloDraft>();
  const [service, title, target] = watch(['service', 'title', 'target']);
  const guide = useGoldLayer(
    'getTargetGuide',
    { service },
    { enabled: service !== '' },
  );
  const objective = objectiveOfPercent(target);
  const warnings = objective
    ? [
        slaMarginProblem(objective, guide.data?.sla),
        ...dependencyWarnings(
          [{ title: title || 'This SLO', objective }],
          guide.data?.dependencies ?? [],
        ),
      ].filter(it => it !== undefined)
    : [];
  return (
    <>
      <WizardPart
        title="Target"
        why="Begin loose and tighten it once it is kept. Each nine costs about ten times as much as the one before."
      >
        <FieldRow>
          <TargetField />
          <WhatItMeans objective={objective} />
        </FieldRow>
        {warnings.map(warning => (
          <Hint key={warning} tone="warning">
            {warning}
          </Hint>
        ))}
        {guide.error && <ErrorPanel error={guide.error} />}
        <NinesTable
          target={target}
          onUse={next => setValue('target', next, { shouldValidate: true })}
        />
        {guide.data && <Promises guide={guide.data} />}
      </WizardPart>
      <WizardPart
        title="Window"
        why="The time the target speaks of. A rolling one forgets slowly; a calendar period begins anew, as contracts do."
      >
        <WindowFields />
      </WizardPart>
      <WizardPart
        title="Alerts"
        why="Each fires while both of its windows burn faster than its factor: the long one tells that it matters, the short one that it still goes on."
      >
        <AlertTable before={props.context.before} objective={objective} />
      </WizardPart>
      <PolicyFields />
    </>
  );
}

function WhatItMeans(props: { objective?: string }) {
  const { watch } = useFormContext<SloDraft>();
  const draft = watch();
  const { objective } = props;
  const minutes = nominalWindowMinutes(windowOf(draft));
  if (!objective || !(minutes > 0)) return null;
  const worth = minutesWords(budgetMinutes({ objective, minutes }));
  const guide = guideFor(objective);
  return (
    <Box role="status" sx={{ alignSelf: 'center' }}>
      {objectiveWords(objective)} leaves <strong>{worth} of full outage</strong>{' '}
      in the window
      {draft.windowKind === 'calendar' && ', of usual length'}.{' '}
      {guide && `Usual for: ${lowered(guide.use)}. ${guide.recovery}.`}
    </Box>
  );
}

function lowered(words: string): string {
  return words.charAt(0).toLocaleLowerCase('en-US') + words.slice(1);
}
