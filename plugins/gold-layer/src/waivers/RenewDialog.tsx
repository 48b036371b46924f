import { zodResolver } from '@hookform/resolvers/zod';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import { FormProvider, useForm } from 'react-hook-form';
import { useGoldLayer, useGoldLayerAction } from '../api';
import { ActionDialog } from '../ui';
import { RiskFields } from './RiskFields';
import { riskFormSchema, toRequest, type RiskForm } from './riskForm';
import { toNewRisk } from './words';

/** Asks for one more term: the risk as it is seen today. */
export function RenewDialog(props: { waiver: Waiver; onClose: () => void }) {
  const { waiver, onClose } = props;
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
      { onSuccess: onClose },
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
        <RiskFields latest={terms.data?.latest} />
      </ActionDialog>
    </FormProvider>
  );
}
