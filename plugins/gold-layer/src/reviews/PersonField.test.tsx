import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Sending } from '../__testUtils__/Sending';
import { renderScreen } from '../__testUtils__/renderScreen';
import { PersonField } from './PersonField';

function Assigning() {
  const [person, setPerson] = useState('');
  return (
    <Sending>
      <PersonField
        label="Person"
        value={person}
        people={[]}
        onChange={setPerson}
      />
      <p>Chosen: {person}</p>
    </Sending>
  );
}

it('takes a ref at Enter, and leaves it to the button to send the form', async () => {
  renderScreen(<Assigning />, { answers: { listRoles: { items: [] } } });
  await userEvent.type(
    await screen.findByLabelText('Person'),
    'user:default/zoe{Enter}{Enter}',
  );
  expect(screen.getByText('Chosen: user:default/zoe')).toBeInTheDocument();
  expect(screen.queryByText('Sent')).not.toBeInTheDocument();
});
