import {
  sliMenu,
  type ServiceType,
  type SliMenuItem,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { useFormContext } from 'react-hook-form';
import { ChoiceCards } from '../../ChoiceCards';
import type { SloDraft } from '../draft/draft';
import { draftOfItem, ownItem } from '../draft/itemOf';

const measuredBy: Record<SliMenuItem['kind'], string> = {
  events: 'Bad events of all events',
  histogram: 'Events within a bucket',
  gauge: 'A value against a threshold',
  pushed: 'Numbers come over the API',
};

/** What is worth measuring of a type of service, each with why. */
export function SliMenu(props: { type?: ServiceType }) {
  const { watch, setValue, formState, clearErrors } =
    useFormContext<SloDraft>();
  const problem = formState.errors.item?.message;
  const items = sliMenu(props.type);
  const choose = (id: string) => {
    setValue('serviceType', props.type ?? '');
    const item = items.find(each => each.id === id);
    for (const [key, value] of Object.entries(draftOfItem(item))) {
      setValue(key as keyof SloDraft, value);
    }
    clearErrors();
  };
  return (
    <>
      <ChoiceCards
        label="What to measure"
        value={watch('item')}
        onChoose={choose}
        options={[
          ...items.map(({ id, title, why, kind }) => ({
            value: id,
            title,
            about: why,
            note: measuredBy[kind],
          })),
          {
            value: ownItem,
            title: 'Something else',
            about: 'Write the queries yourself, or push the numbers.',
          },
        ]}
      />
      {problem && (
        <Box role="alert">
          <FormHelperText error>{problem}</FormHelperText>
        </Box>
      )}
    </>
  );
}
