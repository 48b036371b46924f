import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../__testUtils__/refusal';
import { Sending } from '../__testUtils__/Sending';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ServiceField } from './ServiceField';

const nothing = () => undefined;

it('says that services could not be looked up, not that there is none', async () => {
  renderScreen(<ServiceField value="" onChange={nothing} />, {
    answers: { listServices: await refusal(500, 'The database is away.') },
  });
  const field = await screen.findByLabelText('Service');
  expect(
    await screen.findByText(
      'Services could not be looked up. The database is away.',
    ),
  ).toBeInTheDocument();
  expect(field).toBeInvalid();

  await userEvent.click(field);
  expect(
    await screen.findByText('Services could not be looked up.'),
  ).toBeInTheDocument();
  expect(screen.queryByText(/No service has that/)).not.toBeInTheDocument();
});

it('says that no service has what was typed', async () => {
  renderScreen(<ServiceField value="" onChange={nothing} />, {
    answers: { listServices: { items: [], totalItems: 0, pageInfo: {} } },
  });
  await userEvent.type(await screen.findByLabelText('Service'), 'zz');
  expect(await screen.findByText(/No service has that/)).toBeInTheDocument();
});

it('does not send the form around for the service chosen before, while one types another', async () => {
  renderScreen(
    <Sending>
      <ServiceField value="component:default/checkout" onChange={nothing} />
    </Sending>,
    { answers: { listServices: { items: [], totalItems: 0, pageInfo: {} } } },
  );
  const field = await screen.findByLabelText('Service');
  await userEvent.clear(field);
  await userEvent.type(field, 'Beacon{Enter}');
  expect(screen.queryByText('Sent')).not.toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByText('Sent')).toBeInTheDocument();
});
