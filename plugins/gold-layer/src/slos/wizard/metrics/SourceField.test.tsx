import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FormProvider, useForm } from 'react-hook-form';
import { renderScreen } from '../../../__testUtils__/renderScreen';
import { Settled } from '../../../__testUtils__/Settled';
import { newDraft, type SloDraft } from '../draft/draft';
import { checkout } from '../fixtures';
import { SourceField } from './SourceField';

function Wizard(props: { source: string }) {
  const form = useForm<SloDraft>({
    defaultValues: { ...newDraft(checkout, 'UTC'), ...props },
  });
  return (
    <FormProvider {...form}>
      <SourceField />
    </FormProvider>
  );
}

/** What a draft that names a data source can be changed to, where the caller knows of some. */
async function offered(source: string, sources?: string[]) {
  renderScreen(<Wizard source={source} />, {
    answers: {
      getTargetGuide: ({ service }) => ({ service, dependencies: [], sources }),
    },
  });
  await userEvent.click(await screen.findByLabelText('Data source'));
  const list = await screen.findByRole('listbox');
  const options = within(list).getAllByRole('option');
  const chosen = within(list).getByRole('option', { selected: true });
  return {
    names: options.map(({ textContent }) => textContent),
    chosen: chosen.textContent,
  };
}

describe('the choice of a data source', () => {
  it('keeps the one that is chosen for those who are not told of any', async () => {
    expect(await offered('eu')).toEqual({
      names: ['The default one', 'eu'],
      chosen: 'eu',
    });
  });

  it('has one that the service may not ask any more', async () => {
    expect(await offered('old', ['main', 'eu'])).toEqual({
      names: ['main (default)', 'eu', 'old'],
      chosen: 'old',
    });
  });

  it('shows the default one where the document names it', async () => {
    expect(await offered('main', ['main', 'eu'])).toEqual({
      names: ['main (default)', 'eu', 'main'],
      chosen: 'main',
    });
  });

  it.each([
    { source: '', sources: undefined },
    { source: '', sources: [] },
    { source: '', sources: ['main'] },
    { source: 'main', sources: ['main'] },
  ])(
    'is not there where there is nothing to choose: $source of $sources',
    async ({ source, sources }) => {
      renderScreen(
        <>
          <Wizard source={source} />
          <Settled name="getTargetGuide" input={{ service: checkout }} />
        </>,
        {
          answers: {
            getTargetGuide: ({ service }) => ({
              service,
              dependencies: [],
              sources,
            }),
          },
        },
      );
      await screen.findByText('getTargetGuide: success');
      expect(screen.queryByLabelText('Data source')).not.toBeInTheDocument();
    },
  );
});
