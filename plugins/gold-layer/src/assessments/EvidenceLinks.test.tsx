import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderScreen } from '../__testUtils__/renderScreen';
import { EvidenceLinks } from './EvidenceLinks';

function Kept() {
  const [evidence, setEvidence] = useState([
    { title: 'The runbook', url: 'https://wiki.example/runbook' },
  ]);
  return (
    <EvidenceLinks
      evidence={evidence}
      readOnly={false}
      onChange={setEvidence}
    />
  );
}

it('takes evidence by keyboard alone', async () => {
  renderScreen(<Kept />, { answers: {} });
  const add = () => screen.findByRole('button', { name: 'Add evidence' });
  (await add()).focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByLabelText('What it shows')).toHaveFocus();
  await userEvent.keyboard('The drill{Tab}https://wiki.example/drill{Enter}');

  expect(
    await screen.findByRole('link', { name: /The drill/ }),
  ).toBeInTheDocument();
  expect(await add()).toHaveFocus();

  await userEvent.keyboard('{Enter}');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await add()).toHaveFocus();

  await userEvent.click(
    screen.getByRole('button', { name: 'Remove The runbook' }),
  );
  expect(
    screen.queryByRole('link', { name: /The runbook/ }),
  ).not.toBeInTheDocument();
  expect(await add()).toHaveFocus();
});

it('moves the keyboard to the open form when a link is removed meanwhile', async () => {
  renderScreen(<Kept />, { answers: {} });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Add evidence' }),
  );
  screen.getByRole('button', { name: 'Remove The runbook' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(
    screen.queryByRole('link', { name: /The runbook/ }),
  ).not.toBeInTheDocument();
  const field = screen.getByLabelText('What it shows');
  expect(field).toHaveFocus();

  await userEvent.keyboard('The drill{Tab}https://wiki.example/drill{Enter}');
  expect(
    await screen.findByRole('link', { name: /The drill/ }),
  ).toBeInTheDocument();
});
