import { maxEvidenceBytes } from '@gold-layer/backstage-plugin-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { controlCard, openReview } from '../__testUtils__/openReview';
import { control, draft } from './fixtures';

beforeEach(() => window.localStorage.clear());

describe('evidence', () => {
  it('refuses a file of 6 MB and one of a wrong type before sending anything', async () => {
    const { api } = openReview(draft(), '?section=slos');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Add evidence for Runbooks exist',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'File' }));
    const upload = async (file: File) =>
      userEvent.upload(
        dialog.getByLabelText('File', { selector: 'input' }),
        file,
        {
          applyAccept: false,
        },
      );

    await upload(
      new File([new Uint8Array(maxEvidenceBytes + 1_048_576)], 'drill.pdf', {
        type: 'application/pdf',
      }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'drill.pdf has 6.0 MB; files may have up to 5 MB.',
    );
    await upload(
      new File(['MZ'], 'tool.exe', { type: 'application/x-msdownload' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /tool.exe is application\/x-msdownload; it may be PDF, PNG/,
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    expect(api.lastInput('addEvidence')).toBeUndefined();

    await upload(new File(['yes'], 'log.txt', { type: 'text/plain' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    await waitFor(() =>
      expect(api.lastInput('addEvidence')).toMatchObject({
        control: 'runbooks',
        body: {
          kind: 'file',
          title: 'log.txt',
          file: { name: 'log.txt', mediaType: 'text/plain', content: 'eWVz' },
        },
      }),
    );
  });

  it('offers a waiver on what is not met, whether it blocks or not', async () => {
    const [slos, security] = draft().sections;
    openReview(
      draft({
        sections: [
          {
            ...slos,
            controls: [
              control('partly', { answer: 'partly', open: 'Only partly.' }),
              control('missed', { answer: 'not-met', open: 'It is not met.' }),
              control('met', { answer: 'met', blocking: true, open: 'Shown.' }),
              control('later', {}),
            ],
          },
          security,
        ],
      }),
      '?section=slos',
    );
    const offered = async (title: string) =>
      within(await controlCard(title)).queryByRole('link', {
        name: 'Ask for a waiver instead',
      });
    expect(await offered('Partly')).toBeInTheDocument();
    expect(await offered('Missed')).toBeInTheDocument();
    // The portal refuses one on what is met; and unanswered is not unmet.
    expect(await offered('Met')).not.toBeInTheDocument();
    expect(await offered('Later')).not.toBeInTheDocument();
  });

  it('asks of a drill when it was held', async () => {
    const { api } = openReview(draft(), '?section=slos');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Add evidence for Runbooks exist',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Drill' }));
    await userEvent.type(
      dialog.getByLabelText('What it shows'),
      'Restore drill',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    expect(await dialog.findByText('Say when it was held')).toBeInTheDocument();

    await userEvent.type(dialog.getByLabelText('Held on'), '2026-11-01');
    await userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
    await waitFor(() =>
      expect(api.lastInput('addEvidence')).toMatchObject({
        body: { kind: 'drill', title: 'Restore drill', date: '2026-11-01' },
      }),
    );
  });
});
