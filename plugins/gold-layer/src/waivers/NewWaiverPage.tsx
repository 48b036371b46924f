import { Link } from '@backstage/core-components';
import type { WaiverTerms } from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { FormProvider } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import { toProblem, useGoOn, useGoldLayer, useGoldLayerAction } from '../api';
import { useCurrentUser } from '../saving';
import {
  EmptyState,
  EntityLink,
  Loaded,
  PageBody,
  Waiting,
  count,
  inlineLinks,
  useLinks,
  type NewRisk,
} from '../ui';
import { Approver } from './Approver';
import { RiskFields } from './RiskFields';
import { readNewRisk, toSubject } from './newRisk';
import { toRequest } from './riskForm';
import { useRiskForm } from './useRiskForm';

/** Asks for a waiver on what the address names. */
export function NewWaiverPage() {
  const [search] = useSearchParams();
  const links = useLinks();
  const on = readNewRisk(search);
  return (
    <PageBody>
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.risks()}>All risks</Link>
      </Box>
      {on ? (
        <Request key={JSON.stringify(on)} on={on} />
      ) : (
        <EmptyState
          why="The address does not say what the waiver is for."
          todo="Open the details of a failing check on a service's page and choose “Ask for a waiver”."
        />
      )}
    </PageBody>
  );
}

function Request(props: { on: NewRisk }) {
  const { on } = props;
  const query = useGoldLayer('getWaiverTerms', { ...on });
  const user = useCurrentUser();
  const links = useLinks();
  // The form may go before its answer is here: then there can be no second one.
  const goOn = useGoOn();
  return (
    <Loaded query={query} lines={8}>
      {terms => (
        <Box sx={{ maxWidth: '80ch', ...inlineLinks }}>
          <Typography
            component="h2"
            sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
          >
            Ask for a waiver: {terms.title}
          </Typography>
          <Typography variant="body2" sx={{ mb: 2 }}>
            For <EntityLink entityRef={on.service} tab="gold-layer" />. A waiver
            accepts a risk for a while; it never makes a check pass.
          </Typography>
          <Earlier terms={terms} />
          {terms.refusal === undefined && user === undefined && (
            <Waiting lines={8} />
          )}
          {terms.refusal === undefined && user !== undefined && (
            <RequestForm
              on={on}
              terms={terms}
              onAsked={waiver => goOn(links.risk(waiver))}
            />
          )}
        </Box>
      )}
    </Loaded>
  );
}

/** What an earlier waiver means for this one; it may be the reason why there can be none. */
function Earlier(props: { terms: WaiverTerms }) {
  const { refusal, earlier, renewalsLeft } = props.terms;
  const links = useLinks();
  const link = earlier && (
    <Link to={links.risk(earlier)}>See the earlier waiver</Link>
  );
  if (refusal) return <EmptyState why={refusal} todo={link} />;
  if (!link) return null;
  return (
    <Typography variant="body2" sx={{ mb: 2 }}>
      One on this was revoked lately, so this counts as a renewal:{' '}
      {count(renewalsLeft, 'renewal')} left, this one included. {link}
    </Typography>
  );
}

function RequestForm(props: {
  on: NewRisk;
  terms: WaiverTerms;
  onAsked: (waiver: string) => void;
}) {
  const { on, terms } = props;
  const { form, forget } = useRiskForm(`waiver/${JSON.stringify(on)}`);
  const request = useGoldLayerAction('requestWaiver', {
    onDone: ({ id }) => {
      forget();
      props.onAsked(id);
    },
  });
  const submit = form.handleSubmit(filled =>
    request.mutate({
      body: {
        service: on.service,
        subject: toSubject(on),
        ...toRequest(filled),
      },
    }),
  );
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate aria-label="Ask for a waiver">
        <RiskFields latest={terms.latest} />
        <Approver terms={terms} />
        {request.error && (
          <Alert severity="error" sx={{ my: 2 }}>
            {toProblem(request.error).message}
          </Alert>
        )}
        <Button
          type="submit"
          variant="contained"
          disabled={request.isPending}
          sx={{ mt: 2 }}
        >
          Ask for approval
        </Button>
      </form>
    </FormProvider>
  );
}
