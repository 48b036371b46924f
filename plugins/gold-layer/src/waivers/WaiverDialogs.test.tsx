import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { WaiverActions } from './WaiverActions';
import { requested } from './fixtures';

jest.setTimeout(30_000);

async function openDialog(action: string, answers: FakeAnswers = {}) {
  const { api } = renderScreen(<WaiverActions waiver={requested} />, {
    answers,
  });
  await userEvent.click(await screen.findByRole('button', { name: action }));
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

describe('deciding about a waiver', () => {
  it('approves no waiver without a day on which it ends', async () => {
    const { api, dialog } = await openDialog('Approve …');
    await userEvent.clear(dialog.getByLabelText('Until'));
    expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled();
    expect(api.calls).toEqual([]);
    await userEvent.type(dialog.getByLabelText('Until'), '2026-12-01');
    expect(dialog.getByRole('button', { name: 'Approve' })).toBeEnabled();
  });

  it('keeps the comment and says what the server said when it refuses', async () => {
    const { dialog } = await openDialog('Reject …', {
      decideWaiver: await refusal(409, 'It is at version 2, you saw 1.'),
    });
    await userEvent.type(dialog.getByLabelText(/Why/), 'No plan');
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /^It is at version 2, you saw 1.$/,
    );
    expect(dialog.getByLabelText(/Why/)).toHaveValue('No plan');
  });

  it('asks before the reason is thrown away by a stray key', async () => {
    const { dialog } = await openDialog('Reject …');
    await userEvent.type(dialog.getByLabelText(/Why/), 'No plan{Escape}');
    expect(dialog.getByRole('alert')).toHaveTextContent(/^Discard what/);
    await userEvent.click(
      dialog.getByRole('button', { name: 'Go on writing' }),
    );
    expect(dialog.getByLabelText(/Why/)).toHaveValue('No plan');
  });
});
