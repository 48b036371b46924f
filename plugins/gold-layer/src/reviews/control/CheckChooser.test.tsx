import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/refusal';
import { Sending } from '../../__testUtils__/Sending';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { CheckChooser } from './CheckChooser';

it('says that checks could not be looked up, not that there is none', async () => {
  renderScreen(
    <CheckChooser
      service="component:default/checkout"
      onChoose={() => undefined}
    />,
    {
      answers: {
        getServiceScorecards: await refusal(500, 'The database is away.'),
      },
    },
  );
  expect(
    await screen.findByText(
      'Its checks could not be looked up. The database is away.',
    ),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByLabelText('Check'));
  expect(
    await screen.findByText('Its checks could not be looked up.'),
  ).toBeInTheDocument();
});

it('does not send the form around while one looks for a check', async () => {
  renderScreen(
    <Sending>
      <CheckChooser
        service="component:default/checkout"
        onChoose={() => undefined}
      />
    </Sending>,
    { answers: { getServiceScorecards: { items: [] } } },
  );
  await userEvent.type(await screen.findByLabelText('Check'), 'run{Enter}');
  expect(
    await screen.findByText('The service has no such check'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Sent')).not.toBeInTheDocument();
});
