import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Controller, useFormContext } from 'react-hook-form';
import { EntityLink, Hint, ServiceField } from '../../../ui';
import { DraftField } from '../DraftField';
import { FieldRow, WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { serviceTypeOf, serviceTypeWords } from '../draft/itemOf';
import type { WizardContext } from '../useWizardContext';
import { ImportButton } from './ImportButton';
import { SliMenu } from './SliMenu';

/** Whose promise it is, and what it is about. */
export function ServiceStep(props: { context: WizardContext }) {
  const { before } = props.context;
  const { watch } = useFormContext<SloDraft>();
  const [service, item, imported] = watch(['service', 'item', 'imported']);
  return (
    <>
      <WizardPart title="Service">
        {before ? (
          <EntityLink entityRef={service} tab="gold-layer" />
        ) : (
          <WhichService context={props.context} />
        )}
      </WizardPart>
      {imported ? (
        <Hint>
          An imported file stands for the next steps. Go on to the replay, or to
          the document.
        </Hint>
      ) : (
        <>
          {!before && <WhatToMeasure context={props.context} />}
          {item && <Naming fixed={before !== undefined} />}
        </>
      )}
      {!before && <ImportButton />}
    </>
  );
}

function WhichService(props: { context: WizardContext }) {
  const { control, watch, setValue } = useFormContext<SloDraft>();
  const chosen = watch('serviceType');
  const { recordedType } = props.context;
  return (
    <FieldRow>
      <Controller
        control={control}
        name="service"
        render={({ field, fieldState }) => (
          <ServiceField
            size="small"
            value={field.value}
            error={fieldState.error?.message}
            onChange={ref => {
              field.onChange(ref);
              setValue('serviceType', '');
              setValue('item', '');
            }}
          />
        )}
      />
      <TextField
        select
        size="small"
        label="Type of the service"
        value={chosen || recordedType || ''}
        onChange={event => {
          setValue('serviceType', event.target.value);
          setValue('item', '');
        }}
        helperText={
          recordedType
            ? `Its record says: ${serviceTypeWords[recordedType]}`
            : 'Its record does not say; without a type the menu is that of an API'
        }
      >
        {Object.entries(serviceTypeWords).map(([value, words]) => (
          <MenuItem key={value} value={value}>
            {words}
          </MenuItem>
        ))}
      </TextField>
    </FieldRow>
  );
}

function WhatToMeasure(props: { context: WizardContext }) {
  const { watch } = useFormContext<SloDraft>();
  const type =
    serviceTypeOf(watch('serviceType')) ?? props.context.recordedType;
  return (
    <WizardPart
      title="What do its users notice first?"
      why="The most telling one is at the top. Begin with one or two; more promises than people can remember are kept by nobody."
    >
      <SliMenu type={type} />
    </WizardPart>
  );
}

function Naming(props: { fixed: boolean }) {
  return (
    <WizardPart title="What is it called?">
      <FieldRow>
        <DraftField
          name="title"
          label="Promise"
          hint="As its users would say it, such as “Orders go through”"
        />
        <DraftField
          name="name"
          label="Name"
          disabled={props.fixed}
          hint={
            props.fixed
              ? 'It is a part of its address and stays'
              : 'A part of its address, unique within the service'
          }
        />
      </FieldRow>
      <DraftField
        name="description"
        label="What counts as good (optional)"
        multiline
        minRows={2}
        placeholder="An order counts as good when the customer gets a confirmation."
        sx={{ mt: 2, maxWidth: 900 }}
      />
    </WizardPart>
  );
}
