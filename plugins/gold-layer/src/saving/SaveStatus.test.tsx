import { render, screen } from '@testing-library/react';
import type { Edit } from './EditQueue';
import { SaveStatus } from './SaveStatus';

interface Fields {
  answer: string;
}

const pending = {
  key: 'slos',
  change: { answer: 'met' },
  base: { answer: '' },
  version: 1,
};
const waits = (reached: boolean, message: string): Edit<Fields> => ({
  pending,
  state: { kind: 'waiting', reached, message },
});

function saying(edits: Edit<Fields>[]) {
  render(
    <SaveStatus
      edits={edits}
      noun="answer"
      titleOf={key => key}
      onSendNow={() => {}}
    />,
  );
  return screen.getByRole('status', { name: 'Saving' });
}

describe('whether everything is saved', () => {
  it('blames the network only where nobody answered', () => {
    expect(
      saying([
        waits(true, 'Too large.'),
        waits(false, 'No answer.'),
        { pending, state: { kind: 'saving' } },
      ]),
    ).toHaveTextContent(
      'The portal cannot be reached. 3 answers kept on this computer and sent again by themselves.',
    );
  });

  it('says what the portal said where it answered and failed', () => {
    expect(
      saying([waits(true, 'Too large.'), { state: { kind: 'saved' } }]),
    ).toHaveTextContent(
      'The portal failed: Too large. 1 answer kept on this computer and sent again by itself.',
    );
    expect(screen.getByRole('button', { name: 'Send now' })).toBeVisible();
  });
});
