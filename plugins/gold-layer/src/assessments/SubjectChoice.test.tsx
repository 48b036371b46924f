import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Sending } from '../__testUtils__/Sending';
import { renderScreen } from '../__testUtils__/renderScreen';
import { orphan, pageOfServices, quoteEngine } from '../directory/fixtures';
import { SubjectChoice, type Subject } from './SubjectChoice';

function Choosing() {
  const [subject, setSubject] = useState<Subject | null>(null);
  return (
    <Sending>
      <SubjectChoice
        kinds={['service']}
        value={subject}
        onChange={setSubject}
      />
    </Sending>
  );
}

const rows = [quoteEngine, orphan];

async function open() {
  renderScreen(<Choosing />, {
    answers: {
      listServices: ({ q = '' }) =>
        pageOfServices(rows.filter(({ name }) => name.includes(q))),
    },
  });
  return screen.findByLabelText('Service or team');
}

describe('choosing whom to assess', () => {
  it('searches afresh once the choice is taken back', async () => {
    const field = await open();
    await userEvent.type(field, 'quo');
    await userEvent.click(
      await screen.findByRole('option', { name: 'Quote engine' }),
    );
    expect(field).toHaveValue('Quote engine');

    await userEvent.click(screen.getByLabelText('Clear'));
    await userEvent.click(field);
    expect(
      await screen.findByRole('option', { name: 'orphan' }),
    ).toBeInTheDocument();
  });

  it('does not send the form around while one searches', async () => {
    const field = await open();
    await userEvent.type(field, 'zz{Enter}');
    expect(await screen.findByText('Nobody by that name')).toBeInTheDocument();
    expect(screen.queryByText('Sent')).not.toBeInTheDocument();
  });
});
