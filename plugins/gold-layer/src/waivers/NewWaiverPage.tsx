import { Link } from '@backstage/core-components';
import { zodResolver } from '@hookform/resolvers/zod';
import type { WaiverTerms } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { FormProvider, useForm } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useGoldLayer, useGoldLayerAction } from '../api';
import {
  EmptyState,
  EntityLink,
  ErrorPanel,
  Loaded,
  PageBody,
  inlineLinks,
  useLinks,
  type NewRisk,
} from '../ui';
import { RiskFields } from './RiskFields';
import { readNewRisk, toSubject } from './newRisk';
import { riskFormSchema, toRequest, type RiskForm } from './riskForm';
import { useKeptForm } from './useKeptForm';

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
        <Request on={on} />
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
          {terms.refusal ? (
            <EmptyState why={terms.refusal} />
          ) : (
            <RequestForm on={on} terms={terms} />
          )}
        </Box>
      )}
    </Loaded>
  );
}

function RequestForm(props: { on: NewRisk; terms: WaiverTerms }) {
  const { on, terms } = props;
  const navigate = useNavigate();
  const links = useLinks();
  const request = useGoldLayerAction('requestWaiver');
  const form = useForm<RiskForm>({ resolver: zodResolver(riskFormSchema) });
  const forget = useKeptForm(form, on);
  const submit = form.handleSubmit(filled =>
    request.mutate(
      {
        body: {
          service: on.service,
          subject: toSubject(on),
          ...toRequest(filled),
        },
      },
      {
        onSuccess: waiver => {
          forget();
          navigate(links.risk(waiver.id));
        },
      },
    ),
  );
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate aria-label="Ask for a waiver">
        <RiskFields latest={terms.latest} />
        <Approver terms={terms} form={form} />
        {request.error && (
          <Box sx={{ my: 2 }}>
            <ErrorPanel error={request.error} />
          </Box>
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

/** Who would have to approve, as soon as the form says how large the risk is. */
function Approver(props: {
  terms: WaiverTerms;
  form: ReturnType<typeof useForm<RiskForm>>;
}) {
  const [likelihood, impact] = props.form.watch(['likelihood', 'impact']);
  const roles = [
    ...new Set(Object.values(props.terms.approvers).map(({ title }) => title)),
  ];
  const known = likelihood && impact && roles.length > 1;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
      {known
        ? `Depending on likelihood and impact it will be approved by: ${roles.join(', ')}.`
        : `It will be approved by: ${roles.join(' or ')}.`}{' '}
      Whoever asks cannot approve, nor can the owning team.
    </Typography>
  );
}
