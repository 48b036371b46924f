import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Typography from '@mui/material/Typography';
import { FormProvider } from 'react-hook-form';
import { useGoOn, useGoldLayer, useGoldLayerAction } from '../api';
import { useCurrentUser } from '../saving';
import { ActionDialog, useLinks } from '../ui';
import { Approver } from './Approver';
import { RiskFields } from './RiskFields';
import { toRequest } from './riskForm';
import { useRiskForm } from './useRiskForm';
import { renewalsLeftWords, toNewRisk } from './words';

interface RenewDialogProps {
  waiver: Waiver;
  onClose: () => void;
}

/** Asks for one more term, the risk as it is seen today, and opens that request. */
export function RenewDialog(props: RenewDialogProps) {
  const user = useCurrentUser();
  return user === undefined ? null : <Renewal {...props} />;
}

function Renewal(props: RenewDialogProps) {
  const { waiver, onClose } = props;
  const links = useLinks();
  const goOn = useGoOn();
  const terms = useGoldLayer(
    'getWaiverTerms',
    toNewRisk(waiver.service, waiver.subject),
  );
  const { form, forget, unkept } = useRiskForm(`renewal/${waiver.id}`, {
    ...waiver.risk,
    until: '',
  });
  const renew = useGoldLayerAction('renewWaiver', {
    onDone: next => {
      forget();
      onClose();
      goOn(links.risk(next.id));
    },
  });
  const submit = form.handleSubmit(filled =>
    renew.mutate({
      id: waiver.id,
      body: { version: waiver.version, ...toRequest(filled) },
    }),
  );
  return (
    <FormProvider {...form}>
      <ActionDialog
        title="Ask for a renewal"
        doIt="Ask"
        error={renew.error}
        busy={renew.isPending}
        written={unkept}
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
