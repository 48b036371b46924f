import { render, screen } from '@testing-library/react';
import { EditQueue, type Edit } from './EditQueue';
import { SaveMark } from './SaveMark';
import { SaveStatus } from './SaveStatus';
import { Unsaved } from './Unsaved';

interface Fields {
  answer: string;
}

const pending = {
  key: 'slos',
  change: { answer: 'met' },
  base: { answer: '' },
  version: 1,
};
const waits = (
  reached: boolean,
  message: string,
  kept = true,
): Edit<Fields> => ({
  pending,
  state: { kind: 'waiting', reached, kept, message },
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

  it('says each thing that went wrong, once and as a sentence', () => {
    expect(
      saying([
        waits(true, 'Deadlock detected'),
        waits(true, 'Too large.'),
        waits(true, 'Deadlock detected'),
      ]),
    ).toHaveTextContent(
      'The portal failed: Deadlock detected. Too large. 3 answers kept on this computer and sent again by themselves.',
    );
  });

  it.each([
    [true, 'The portal failed: Too large.'],
    [false, 'The portal cannot be reached.'],
  ])('promises to keep nothing that the browser does not', (reached, why) => {
    expect(saying([waits(reached, 'Too large.', false)])).toHaveTextContent(
      `${why} 1 answer on this page only, sent again while it stays open.`,
    );
  });
});

describe('how far one change is', () => {
  it.each([
    [true, 'Not saved yet: kept here, sent again'],
    [false, 'Not saved yet: sent again while this page is open'],
  ])('says whether it is kept: %s', (kept, words) => {
    render(<SaveMark state={waits(true, 'Too large.', kept).state} />);
    expect(screen.getByRole('status')).toHaveTextContent(words);
  });
});

describe('a change that is not taken', () => {
  it.each([
    [true, 'Your change is kept on this computer only: Too late.'],
    [false, 'Your change is on this page only: Too late.'],
  ])('says whether it is kept: %s', (kept, words) => {
    const queue = EditQueue.create<Fields>({
      send: async () => {
        throw new Error('Nothing is sent here.');
      },
      current: () => undefined,
      reload: async () => undefined,
      store: { load: () => [], save: () => kept },
    });
    render(
      <Unsaved<Fields>
        title="the answer"
        edit={{
          pending,
          state: { kind: 'refused', kept, message: 'Too late.' },
        }}
        queue={queue}
        show={() => null}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(words);
  });
});
