import { maxEvidenceBytes } from '@gold-layer/backstage-plugin-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { controlCard, openReview } from '../__testUtils__/openReview';
import { control, draft } from './fixtures';

beforeEach(() => window.localStorage.clear());

/** Opens the dialog and chooses a file. */
async function chooseLog() {
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Add evidence for Runbooks exist',
    }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'File' }));
  await userEvent.upload(
    dialog.getByLabelText('File', { selector: 'input' }),
    new File(['yes'], 'log.txt', { type: 'text/plain' }),
  );
  const add = () =>
    userEvent.click(dialog.getByRole('button', { name: 'Add evidence' }));
  return { dialog, add };
}

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

  it('says that a file cannot be read any more, and adds none', async () => {
    const { api } = openReview(draft(), '?section=slos');
    const { dialog, add } = await chooseLog();
    // As a browser does with a file that was changed after it was chosen.
    const read = jest
      .spyOn(FileReader.prototype, 'readAsDataURL')
      .mockImplementation(function fail(this: FileReader) {
        this.onerror?.(new ProgressEvent('error') as ProgressEvent<FileReader>);
      });
    await add();
    expect(await dialog.findByText('log.txt could not be read.')).toBeVisible();
    expect(api.lastInput('addEvidence')).toBeUndefined();

    read.mockRestore();
    await add();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.lastInput('addEvidence')).toMatchObject({
      body: { file: { name: 'log.txt' } },
    });
  });

  it('adds a file once, however often one clicks while it is read', async () => {
    const { api } = openReview(draft(), '?section=slos');
    const { dialog, add } = await chooseLog();
    const waiting: (() => void)[] = [];
    const read = jest
      .spyOn(FileReader.prototype, 'readAsDataURL')
      .mockImplementation(function wait(this: FileReader, file: Blob) {
        waiting.push(() => this.readAsDataURL(file));
      });
    await add();
    expect(
      await dialog.findByRole('button', { name: 'One moment …' }),
    ).toBeDisabled();
    read.mockRestore();
    for (const goOn of waiting) goOn();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.calls.filter(({ name }) => name === 'addEvidence')).toHaveLength(
      1,
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
