import { Link } from '@backstage/core-components';
import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Suspense, lazy, useEffect, useRef } from 'react';
import { FormProvider } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import { serviceIdOf, useGoldLayer } from '../../api';
import { useCurrentUser } from '../../saving';
import { EmptyState, Loaded, Waiting, useLinks } from '../../ui';
import { ownZone } from '../ZoneField';
import { StepList } from './StepList';
import { newDraft, type SloDraft } from './draft/draft';
import { draftOf } from './draft/draftOf';
import {
  draftProblems,
  fieldsOfStep,
  steps,
  type Step,
} from './draft/problems';
import { useSloForm } from './draft/useSloForm';
import { MetricsStep } from './metrics/MetricsStep';
import { ServiceStep } from './service/ServiceStep';
import { TargetStep } from './target/TargetStep';
import { useWizardContext } from './useWizardContext';

// Only these two need what reads and writes YAML.
const ReplayStep = lazy(() =>
  import('./later').then(m => ({ default: m.ReplayStep })),
);
const DocumentStep = lazy(() =>
  import('./later').then(m => ({ default: m.DocumentStep })),
);

const questions: Record<Step, string> = {
  service: 'What is promised?',
  metrics: 'How is it measured?',
  target: 'How good is good enough?',
  replay: 'What would the last 30 days have been?',
  document: 'Where is it written down?',
};

/** Makes an SLO, or changes one: step by step, and nothing typed is lost. */
export function WizardPage() {
  const [search] = useSearchParams();
  const edit = search.get('edit');
  const service = search.get('service') ?? '';
  const links = useLinks();
  return (
    <>
      <Box sx={{ mb: 1.5 }}>
        <Link to={edit ? links.slo(edit) : links.slos()}>
          {edit ? 'Back to the SLO' : 'All SLOs'}
        </Link>
      </Box>
      {edit ? <Change key={edit} id={edit} /> : <Begin service={service} />}
    </>
  );
}

function Begin(props: { service: string }) {
  const { service } = props;
  const links = useLinks();
  if (service && !serviceIdOf(service)) {
    return (
      <EmptyState
        why={`“${service}” names no service.`}
        todo={<Link to={links.newSlo()}>Choose one</Link>}
      />
    );
  }
  return (
    <Wizard
      key={service}
      keptAs={`new ${service}`}
      begin={newDraft(service, ownZone())}
    />
  );
}

function Change(props: { id: string }) {
  const query = useGoldLayer('getSlo', { id: props.id });
  return (
    <Loaded query={query} lines={12}>
      {slo => (
        <Wizard
          keptAs={`change ${slo.id}`}
          begin={draftOf(slo.spec, ownZone())}
          changed={slo}
        />
      )}
    </Loaded>
  );
}

interface WizardProps {
  keptAs: string;
  begin: SloDraft;
  changed?: SloDetail;
}

/** What was kept of a draft is its writer's own. */
function Wizard(props: WizardProps) {
  const user = useCurrentUser();
  return user === undefined ? <Waiting lines={12} /> : <OwnWizard {...props} />;
}

function OwnWizard(props: WizardProps) {
  const { form, forget } = useSloForm({
    key: props.keptAs,
    begin: props.begin,
  });
  const draft = form.watch();
  const context = useWizardContext(draft.service, props.changed);
  const [search, setSearch] = useSearchParams();
  const step = steps.find(each => each === search.get('step')) ?? 'service';
  const go = (to: Step) =>
    setSearch(previous => {
      const address = new URLSearchParams(previous);
      address.set('step', to);
      return address;
    });
  const problems = draftProblems(draft, context);
  const at = steps.indexOf(step);
  const onward = async () => {
    // Those that were brought along are not asked for again.
    const next =
      draft.imported && step === 'service' ? 'replay' : steps[at + 1];
    if (!(await form.trigger(fieldsOfStep[step], { shouldFocus: true })))
      return;
    const taken = problems.find(({ field }) => field === 'name');
    if (step === 'service' && taken && !draft.imported) {
      form.setError('name', { message: taken.message }, { shouldFocus: true });
      return;
    }
    go(next);
  };
  const part = { context, problems, go };
  return (
    <FormProvider {...form}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          gap: 1,
          mb: 1.5,
        }}
      >
        <Typography
          component="h2"
          sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
        >
          {props.changed ? `Change “${props.changed.title}”` : 'New SLO'}
        </Typography>
        {JSON.stringify(draft) !== JSON.stringify(props.begin) && (
          <Button
            size="small"
            color="inherit"
            onClick={() => {
              form.reset(props.begin);
              forget();
              go('service');
            }}
          >
            Begin afresh
          </Button>
        )}
      </Box>
      <StepList
        step={step}
        problems={problems}
        skipped={Boolean(draft.imported)}
        onGo={go}
      />
      <form
        noValidate
        aria-label={questions[step]}
        onSubmit={event => {
          event.preventDefault();
          onward().catch(() => undefined);
        }}
      >
        <StepHeading step={step} />
        <Suspense fallback={<Waiting lines={10} />}>
          {step === 'service' && <ServiceStep context={context} />}
          {step === 'metrics' && <MetricsStep context={context} />}
          {step === 'target' && <TargetStep context={context} />}
          {step === 'replay' && <ReplayStep {...part} />}
          {step === 'document' && <DocumentStep {...part} forget={forget} />}
        </Suspense>
        <Box sx={{ display: 'flex', gap: 1, mt: 3 }}>
          {at > 0 && (
            <Button
              color="inherit"
              variant="outlined"
              onClick={() =>
                go(
                  draft.imported && step === 'replay'
                    ? 'service'
                    : steps[at - 1],
                )
              }
            >
              Back
            </Button>
          )}
          {at < steps.length - 1 && (
            <Button type="submit" variant="contained" disableElevation>
              Next
            </Button>
          )}
        </Box>
      </form>
    </FormProvider>
  );
}

/** Where one is after a step, for those who hear the page as well. */
function StepHeading(props: { step: Step }) {
  const { step } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <Box
      component="h3"
      ref={heading}
      tabIndex={-1}
      sx={{ fontSize: '1.125rem', fontWeight: 700, m: 0, mb: 2, outline: 0 }}
    >
      {questions[step]}
    </Box>
  );
}
