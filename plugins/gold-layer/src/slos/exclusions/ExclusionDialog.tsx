import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { FormProvider, useForm, type UseFormReturn } from 'react-hook-form';
import { useGoldLayerAction } from '../../api';
import { ActionDialog } from '../../ui';
import { ChoiceCards } from '../ChoiceCards';
import { ZoneField, ownZone } from '../ZoneField';
import { fieldErrorsOf } from '../fieldErrors';
import { FirstTimes } from './FirstTimes';
import { Recurrence } from './Recurrence';
import {
  exclusionFormSchema,
  newExclusion,
  toRequest,
  type ExclusionForm,
} from './exclusionForm';
import { meaningWords } from './words';

const fields = [
  'service',
  'slo',
  'from',
  'to',
  'rule',
  'minutes',
  'timeZone',
  'reason',
] as const;

/** Declares planned time of a service, once or recurring. */
export function ExclusionDialog(props: {
  service: string;
  title: string;
  slo: string;
  /** SLOs of the service, to choose one of them. */
  slos: { id: string; title: string }[];
  onClose: () => void;
}) {
  const { service, slo } = props;
  const add = useGoldLayerAction('addSloExclusion');
  const form = useForm<ExclusionForm>({
    resolver: zodResolver(exclusionFormSchema),
    defaultValues: newExclusion({
      service,
      slo,
      timeZone: ownZone(),
      now: new Date(),
    }),
  });
  const { byField, other } = fieldErrorsOf(add.error, fields);
  const submit = form.handleSubmit(filled =>
    add.mutate({ body: toRequest(filled) }, { onSuccess: props.onClose }),
  );
  return (
    <ActionDialog
      title={`Planned time of ${props.title}`}
      doIt="Declare"
      busy={add.isPending}
      written={form.formState.isDirty}
      error={other}
      onClose={props.onClose}
      onSubmit={() => {
        submit().catch(() => undefined);
      }}
    >
      <FormProvider {...form}>
        <Fields form={form} byField={byField} slos={props.slos} />
      </FormProvider>
    </ActionDialog>
  );
}

function Fields(props: {
  form: UseFormReturn<ExclusionForm>;
  byField: Record<string, string>;
  slos: { id: string; title: string }[];
}) {
  const { form, byField } = props;
  const { register, watch, setValue, formState } = form;
  const [how, slo, timeZone, meaning] = watch([
    'how',
    'slo',
    'timeZone',
    'meaning',
  ]);
  const messageOf = (name: (typeof fields)[number]) =>
    formState.errors[name]?.message ?? byField[name];
  const said = (name: (typeof fields)[number], hint?: string) => {
    const message = messageOf(name);
    return { error: message !== undefined, helperText: message ?? hint };
  };
  return (
    <>
      <TextField
        select
        size="small"
        label="For"
        value={slo}
        onChange={event =>
          setValue('slo', event.target.value, { shouldDirty: true })
        }
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        {...said('slo')}
      >
        <MenuItem value="">All SLOs of the service</MenuItem>
        {props.slos.map(({ id, title }) => (
          <MenuItem key={id} value={id}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <ChoiceCards
        label="How often"
        width={200}
        value={how}
        onChoose={value =>
          setValue('how', value === 'recurring' ? 'recurring' : 'once', {
            shouldDirty: true,
          })
        }
        options={[
          { value: 'once', title: 'Once' },
          { value: 'recurring', title: 'Again and again' },
        ]}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' },
        }}
      >
        <TextField
          size="small"
          type="datetime-local"
          label={how === 'once' ? 'From' : 'First from'}
          InputLabelProps={{ shrink: true }}
          inputProps={register('from')}
          {...said('from')}
        />
        {how === 'once' && (
          <TextField
            size="small"
            type="datetime-local"
            label="To"
            InputLabelProps={{ shrink: true }}
            inputProps={register('to')}
            {...said('to')}
          />
        )}
        {how === 'recurring' && (
          <TextField
            size="small"
            label="Lasts, in minutes"
            inputProps={{ ...register('minutes'), inputMode: 'numeric' }}
            {...said('minutes')}
          />
        )}
        <ZoneField
          value={timeZone}
          error={messageOf('timeZone')}
          onChange={zone => setValue('timeZone', zone, { shouldDirty: true })}
        />
      </Box>
      {how === 'recurring' && (
        <>
          <Recurrence error={messageOf('rule')} />
          <FirstTimes />
        </>
      )}
      <ChoiceCards
        label="What becomes of the time"
        width={220}
        value={meaning}
        onChoose={value =>
          setValue(
            'meaning',
            value === 'counted-good' ? 'counted-good' : 'dropped',
            { shouldDirty: true },
          )
        }
        options={Object.entries(meaningWords).map(([value, words]) => ({
          value,
          ...words,
        }))}
      />
      <TextField
        label="Why"
        multiline
        minRows={2}
        inputProps={register('reason')}
        {...said('reason', 'Such as “The database moves to new machines”')}
      />
    </>
  );
}
