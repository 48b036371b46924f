import { zodResolver } from '@hookform/resolvers/zod';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Typography from '@mui/material/Typography';
import { FormProvider, useForm } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { useGoldLayer, useGoldLayerAction } from '../api';
import { ActionDialog, useLinks } from '../ui';
import { Approver } from './Approver';
import { RiskFields } from './RiskFields';
import { riskFormSchema, toRequest, type RiskForm } from './riskForm';
import { renewalsLeftWords, toNewRisk } from './words';

/** Asks for one more term, the risk as it is seen today, and opens that request. */
export function RenewDialog(props: { waiver: Waiver; onClose: () => void }) {
  const { waiver, onClose } = props;
  const links = useLinks();
  const navigate = useNavigate();
  const terms = useGoldLayer(
    'getWaiverTerms',
    toNewRisk(waiver.service, waiver.subject),
  );
  const renew = useGoldLayerAction('renewWaiver');
  const form = useForm<RiskForm>({
    resolver: zodResolver(riskFormSchema),
    defaultValues: { ...waiver.risk, until: '' },
  });
  const submit = form.handleSubmit(filled =>
    renew.mutate(
      {
        id: waiver.id,
        body: { version: waiver.version, ...toRequest(filled) },
      },
      {
        onSuccess: next => {
          onClose();
          navigate(links.risk(next.id));
        },
      },
    ),
  );
  return (
    <FormProvider {...form}>
      <ActionDialog
        title="Ask for a renewal"
        doIt="Ask"
        error={renew.error}
        busy={renew.isPending}
        onSubmit={submit}
        onClose={onClose}
      >
        <Typography variant="body2" sx={{ mb: 2 }}>
          {renewalsLeftWords(waiver.renewalsLeft - 1, 'After this one')}
        </Typography>
        <RiskFields latest={terms.data?.latest} />
        {terms.data && <Approver terms={terms.data} />}
      </ActionDialog>
    </FormProvider>
  );
}
