import { usePermission } from '@backstage/plugin-permission-react';
import {
  goldLayerSloEditPermission,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useFormContext } from 'react-hook-form';
import { useGoldLayer, useGoldLayerAction } from '../../../api';
import { ErrorPanel, Hint, Waiting } from '../../../ui';
import { ChoiceCards } from '../../ChoiceCards';
import { Lacking, type LaterStepProps } from '../Lacking';
import { WizardPart } from '../WizardPart';
import type { Place, SloDraft } from '../draft/draft';
import { specOf } from '../draft/specOf';
import { useRested } from '../replay/useReplay';
import type { WizardContext } from '../useWizardContext';
import { Checked } from './Checked';
import { Commit } from './Commit';
import { DocumentEditor } from './DocumentEditor';
import { Keep, Kept, type KeepAction } from './Keep';
import { losesComments, withFile, withSlo } from './documentText';
import { useStanding, type Standing } from './useStanding';

/** The document, what is wrong with it, what follows from it, and where it is to stand. */
export function DocumentStep(props: LaterStepProps & { forget: () => void }) {
  const { context, problems, go } = props;
  const { watch, setValue } = useFormContext<SloDraft>();
  const keep = useGoldLayerAction('keepSloDocument', {
    onDone: props.forget,
  });
  const draft = watch();
  const { service } = draft;
  const standings = useStanding(service, context);
  const spec = specOf(draft, context.before);
  const place = draft.place ?? usualPlace(context);
  const standing = standings[place];
  // Once it is kept, the service has an SLO of this name: the one just kept.
  if (keep.data) return <Kept {...keep.data} />;
  if (problems.length > 0 && !keep.isPending)
    return <Lacking problems={problems} go={go} />;
  return (
    <>
      <WizardPart title="Where shall it stand?">
        <ChoiceCards
          label="Where it shall stand"
          value={place}
          onChoose={value =>
            setValue('place', value === 'portal' ? 'portal' : 'repository')
          }
          options={[
            {
              value: 'repository',
              title: 'In the repository',
              about:
                'Commit it yourself: it is reviewed and kept as the code is.',
            },
            {
              value: 'portal',
              title: 'In the portal',
              about: 'Kept here at once, with no commit.',
            },
          ]}
        />
      </WizardPart>
      {standings.error && (
        <ErrorPanel error={standings.error} onRetry={standings.retry} />
      )}
      {!standing && !standings.error && <Waiting lines={12} />}
      {standing && (
        <Document
          key={place}
          draft={draft}
          spec={spec}
          standing={standing}
          context={context}
          keep={keep}
        />
      )}
    </>
  );
}

function Document(props: {
  draft: SloDraft;
  spec?: SloSpec;
  standing: Standing;
  context: WizardContext;
  keep: KeepAction;
}) {
  const { draft, spec, standing, context } = props;
  const { service, imported } = draft;
  const { place } = standing;
  const { setValue } = useFormContext<SloDraft>();
  const composed = composedText(standing, { imported, service, spec });
  const edited = draft.edited?.place === place ? draft.edited : undefined;
  const text = edited?.text ?? composed;
  const rested = useRested(text);
  const checked = useGoldLayer('checkSloDocument', {
    body: { text: rested, service },
  });
  const { allowed, loading } = usePermission({
    permission: goldLayerSloEditPermission,
    resourceRef: service,
  });
  const wins = context.document && context.document.origin !== 'portal';
  return (
    <>
      {edited && <EditedNotice onDrop={() => setValue('edited', undefined)} />}
      {!edited && spec && losesComments(standing.text, spec) && (
        <Hint tone="warning">
          The document is written anew, without the comments that it has now.
          The difference below shows them; put back what is worth it.
        </Hint>
      )}
      <DocumentEditor
        text={text}
        file={`${spec?.id ?? service.replace(/^.*\//, '')}.openslo.yaml`}
        problems={checked.data?.problems ?? []}
        onChange={next =>
          setValue('edited', {
            place,
            text: next,
            version: edited?.version ?? standing.version,
          })
        }
      />
      <Checked query={checked} stale={rested !== text} name={spec?.id} />
      {place === 'repository' ? (
        <Commit standing={standing} context={context} />
      ) : (
        <Keep
          service={service}
          text={text}
          version={edited?.version ?? standing.version}
          standing={standing}
          broken={
            checked.data?.problems.some(it => it.severity === 'error') ?? false
          }
          allowed={loading ? undefined : allowed}
          loses={wins ? context.document?.location : undefined}
          keep={props.keep}
        />
      )}
    </>
  );
}

function composedText(
  { text }: Standing,
  from: { imported: string; service: string; spec?: SloSpec },
): string {
  if (from.imported) return withFile(text, from.imported, from.service);
  return from.spec ? withSlo(text, from.spec) : '';
}

function EditedNotice(props: { onDrop: () => void }) {
  return (
    <Hint>
      You have changed the document by hand, so the steps before change it no
      more.
      <Box sx={{ mt: 0.5 }}>
        <Button
          size="small"
          color="inherit"
          variant="outlined"
          onClick={props.onDrop}
        >
          Write it anew from the steps
        </Button>
      </Box>
    </Hint>
  );
}

/** Where the SLOs of the service stand already, or else where it takes no commit. */
function usualPlace(context: WizardContext): Place {
  const { document, inRepository, recordedFile, inline } = context;
  if (document) return document.origin === 'portal' ? 'portal' : 'repository';
  return inRepository || recordedFile || inline ? 'repository' : 'portal';
}
