import { zodResolver } from '@hookform/resolvers/zod';
import { startReviewSchema } from '@gold-layer/backstage-plugin-common';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Controller, useForm } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { z } from 'zod';
import { useGoldLayer, useGoldLayerAction } from '../../api';
import { ActionDialog, ServiceField, useLinks } from '../../ui';
import { OpenAlready } from './OpenAlready';

const startFormSchema = startReviewSchema.extend({
  service: startReviewSchema.shape.service.min(1, 'Choose a service'),
  checklist: startReviewSchema.shape.checklist.min(1, 'Choose a checklist'),
});
type StartForm = z.infer<typeof startFormSchema>;

/** Starts a review: of which service, by which checklist. */
export function StartReview(props: {
  service?: string;
  checklist?: string;
  /** The service is settled: it is the one whose page this is. */
  fixed?: boolean;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const links = useLinks();
  const start = useGoldLayerAction('startReview');
  const { control, handleSubmit, watch, formState } = useForm<StartForm>({
    resolver: zodResolver(startFormSchema),
    defaultValues: {
      service: props.service ?? '',
      checklist: props.checklist ?? '',
    },
  });
  const service = watch('service');
  const checklists = useGoldLayer('listChecklists', {
    service: service || undefined,
  });
  const items = checklists.data?.items ?? [];
  const { errors } = formState;
  return (
    <ActionDialog
      title="Start a review"
      doIt="Start"
      busy={start.isPending}
      error={start.error ?? checklists.error}
      onClose={props.onClose}
      onSubmit={handleSubmit(body =>
        start.mutate(
          { body },
          { onSuccess: review => navigate(links.review(review.id)) },
        ),
      )}
    >
      <div>
        What the portal knows about the service is filled in at once, with its
        source and age. You confirm it, dispute it, and add the rest.
      </div>
      {!props.fixed && (
        <Controller
          control={control}
          name="service"
          render={({ field }) => (
            <ServiceField
              value={field.value}
              error={errors.service?.message}
              onChange={field.onChange}
            />
          )}
        />
      )}
      <Controller
        control={control}
        name="checklist"
        render={({ field }) => (
          <TextField
            select
            label="Checklist"
            value={
              items.some(({ name }) => name === field.value) ? field.value : ''
            }
            onChange={field.onChange}
            error={Boolean(errors.checklist)}
            helperText={
              errors.checklist?.message ??
              items.find(({ name }) => name === field.value)?.description
            }
          >
            {items.map(({ name, title, controls }) => (
              <MenuItem key={name} value={name}>
                {title} ({controls} controls)
              </MenuItem>
            ))}
          </TextField>
        )}
      />
      {service && (
        <OpenAlready service={service} checklist={watch('checklist')} />
      )}
    </ActionDialog>
  );
}
