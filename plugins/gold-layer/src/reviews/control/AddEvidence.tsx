import { zodResolver } from '@hookform/resolvers/zod';
import {
  evidenceKinds,
  type ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import { useKeptForm, useKeptValues } from '../../saving';
import { ActionDialog } from '../../ui';
import { useReviewStep } from '../review/useReview';
import { evidenceWords } from '../words';
import { CheckChooser } from './CheckChooser';
import type { ControlSetting } from './ControlCard';
import { acceptedTypes, acceptedWords, refuseFile } from './evidenceFile';
import {
  evidenceFormSchema,
  toEvidence,
  type EvidenceForm,
  type EvidenceInput,
} from './evidenceForm';

const blank: EvidenceInput = {
  kind: 'link',
  title: '',
  url: '',
  check: '',
  date: '',
  validUntil: '',
};

/** Adds evidence of any kind to a control. */
export function AddEvidence(props: {
  control: ReviewControl;
  setting: ControlSetting;
  onClose: () => void;
}) {
  const { control, setting, onClose } = props;
  const key = `evidence/${setting.review}/${control.control}`;
  const form = useForm<EvidenceInput, unknown, EvidenceForm>({
    resolver: zodResolver(evidenceFormSchema),
    defaultValues: {
      ...blank,
      ...useKeptValues<EvidenceInput>(key),
      file: undefined,
    },
  });
  const { forget, unkept } = useKeptForm(form, key, { begin: blank });
  const add = useReviewStep('addEvidence', setting.review, { onDone: forget });
  // A file is read within it: that may fail as well, and a second click waits for it.
  const readAndAdd = useMutation({
    mutationFn: async (filled: EvidenceForm) =>
      add.mutateAsync({
        id: setting.review,
        control: control.control,
        body: await toEvidence(filled),
      }),
    onSuccess: onClose,
  });
  const submit = form.handleSubmit(filled => readAndAdd.mutate(filled));
  return (
    <FormProvider {...form}>
      <ActionDialog
        title={`Evidence: ${control.title}`}
        doIt="Add evidence"
        busy={readAndAdd.isPending}
        written={unkept}
        error={readAndAdd.error}
        onSubmit={submit}
        onClose={onClose}
      >
        <EvidenceFields service={setting.service} />
      </ActionDialog>
    </FormProvider>
  );
}

function EvidenceFields(props: { service: string }) {
  const { register, watch, setValue, setFocus, formState } =
    useFormContext<EvidenceInput>();
  useEffect(() => setFocus('url'), [setFocus]);
  const kind = watch('kind');
  const { errors } = formState;
  const said = (name: keyof EvidenceInput, hint?: string) => ({
    error: Boolean(errors[name]),
    helperText: errors[name]?.message ?? hint,
  });
  const day = (name: 'date' | 'validUntil', label: string, hint?: string) => (
    <TextField
      type="date"
      label={label}
      InputLabelProps={{ shrink: true }}
      inputProps={register(name)}
      {...said(name, hint)}
    />
  );
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label="Kind of evidence"
        onChange={(_, next) => next && setValue('kind', next)}
        sx={{ flexWrap: 'wrap' }}
      >
        {evidenceKinds.map(each => (
          <ToggleButton key={each} value={each} sx={{ textTransform: 'none' }}>
            {evidenceWords[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {kind === 'file' && <FileField />}
      {kind === 'check' && (
        <CheckChooser
          service={props.service}
          value={watch('check')}
          error={errors.check?.message}
          onChoose={check => setValue('check', check, { shouldValidate: true })}
        />
      )}
      {kind !== 'file' && kind !== 'check' && (
        <TextField
          type="url"
          label={kind === 'drill' ? 'Report (optional)' : 'Address'}
          placeholder="https://…"
          inputProps={register('url')}
          {...said('url')}
        />
      )}
      <TextField
        label="What it shows"
        inputProps={register('title')}
        {...said(
          'title',
          kind === 'file' || kind === 'check'
            ? 'Its name unless you say more'
            : undefined,
        )}
      />
      <Box
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}
      >
        {kind === 'drill' && day('date', 'Held on')}
        {kind !== 'check' &&
          day(
            'validUntil',
            'Valid until',
            'Where left open, as long as the checklist says',
          )}
      </Box>
    </>
  );
}

function FileField() {
  const { setValue, setError, clearErrors, watch, formState } =
    useFormContext<EvidenceInput>();
  const file = watch('file');
  const error = formState.errors.file?.message;
  const choose = (chosen: File | undefined) => {
    const refusal = chosen && refuseFile(chosen);
    setValue('file', refusal ? undefined : chosen);
    if (refusal) setError('file', { message: refusal });
    else clearErrors('file');
  };
  return (
    <Box>
      <Button component="label" variant="outlined" color="inherit" size="small">
        Choose a file
        <Box
          component="input"
          type="file"
          accept={acceptedTypes}
          aria-label="File"
          onChange={(event: React.ChangeEvent<HTMLInputElement>) =>
            choose(event.target.files?.[0])
          }
          sx={{
            position: 'absolute',
            width: 1,
            height: 1,
            opacity: 0,
          }}
        />
      </Button>{' '}
      {file?.name}
      <FormHelperText error={Boolean(error)} role={error ? 'alert' : undefined}>
        {error ? String(error) : acceptedWords}
      </FormHelperText>
    </Box>
  );
}
