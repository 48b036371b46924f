import { TestApiProvider, mockApis } from '@backstage/frontend-test-utils';
import {
  cleanup,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { QueryProvider } from '../api';
import { useCurrentUser } from './useCurrentUser';
import { useKeptForm, useKeptText, useKeptValues } from './useKept';

interface Words {
  why: string;
}
const keeping = {
  tab: { lives: 'tab' as const },
  browser: {},
};

function Form(props: { lives: keyof typeof keeping }) {
  const how = {
    ...keeping[props.lives],
    schema: z.object({ why: z.string() }),
  };
  const form = useForm<Words>({
    defaultValues: { why: '', ...useKeptValues<Words>('form', how) },
  });
  const { forget, unkept } = useKeptForm(form, 'form', how);
  return (
    <>
      <input aria-label="Why" {...form.register('why')} />
      <button onClick={forget}>Sent</button>
      {unkept && 'Kept by nobody'}
    </>
  );
}

function Text() {
  const { text, change, sent } = useKeptText('text');
  return (
    <>
      <input
        aria-label="Why"
        value={text}
        onChange={event => change(event.target.value)}
      />
      <button onClick={() => sent('first')}>Sent</button>
    </>
  );
}

function Page(props: { lives?: keyof typeof keeping }) {
  if (useCurrentUser() === undefined) return null;
  return props.lives ? <Form lives={props.lives} /> : <Text />;
}

function open(options: { lives?: keyof typeof keeping; user?: string } = {}) {
  const { user = 'user:default/ada' } = options;
  const identity = mockApis.identity.mock({
    getBackstageIdentity: async () => {
      if (user === '') throw new Error('The session is over.');
      return { type: 'user', userEntityRef: user, ownershipEntityRefs: [] };
    },
  });
  cleanup();
  render(
    <TestApiProvider apis={[identity]}>
      <QueryProvider>
        <Page lives={options.lives} />
      </QueryProvider>
    </TestApiProvider>,
  );
  return screen.findByLabelText('Why');
}

const write = async (field: HTMLElement, text: string) => {
  await userEvent.clear(field);
  await userEvent.type(field, text);
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe.each(['tab', 'browser'] as const)('a form kept by the %s', lives => {
  const storage = () => (lives === 'tab' ? sessionStorage : localStorage);

  it('is there again for whoever filled it in, and for nobody else', async () => {
    await write(await open({ lives }), 'No time');
    expect(storage()).toHaveLength(1);
    expect(sessionStorage.length + localStorage.length).toBe(1);
    expect(await open({ lives })).toHaveValue('No time');
    expect(await open({ lives, user: 'user:default/grace' })).toHaveValue('');
  });

  it('is forgotten once it is sent', async () => {
    await write(await open({ lives }), 'No time');
    await userEvent.click(screen.getByRole('button', { name: 'Sent' }));
    expect(storage()).toHaveLength(0);
    expect(await open({ lives })).toHaveValue('');
  });

  const replace = (text: string) =>
    storage().setItem(storage().key(0) ?? '', text);

  it.each([
    '{',
    '7',
    'null',
    '{"why":"No time"}',
    `{"at":${Date.now()},"words":{"why":7}}`,
  ])('begins afresh where what is kept cannot be read: %s', async text => {
    await write(await open({ lives }), 'No time');
    replace(text);
    expect(await open({ lives })).toHaveValue('');
  });

  it('is forgotten where it is again as it was at first', async () => {
    const field = await open({ lives });
    await userEvent.type(field, 'N');
    expect(storage()).toHaveLength(1);
    await userEvent.clear(field);
    expect(storage()).toHaveLength(0);

    // Also where it was opened with what was kept.
    await write(field, 'No time');
    await userEvent.clear(await open({ lives }));
    expect(storage()).toHaveLength(0);
    expect(screen.queryByText('Kept by nobody')).not.toBeInTheDocument();
  });

  it.each([
    [59, 'No time'],
    [61, ''],
  ])('that is %d days old begins with “%s”', async (days, begins) => {
    await write(await open({ lives }), 'No time');
    const at = Date.now() - days * 24 * 60 * 60 * 1000;
    replace(JSON.stringify({ at, words: { why: 'No time' } }));
    expect(await open({ lives })).toHaveValue(begins);
  });

  it('is kept for nobody while the portal cannot say who reads', async () => {
    await write(await open({ lives, user: '' }), 'No time');
    expect(storage()).toHaveLength(0);
    expect(screen.getByText('Kept by nobody')).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Why'));
    expect(screen.queryByText('Kept by nobody')).not.toBeInTheDocument();
    expect(await open({ lives, user: '' })).toHaveValue('');
  });
});

it('drops what nobody has come back to for 60 days, whoever wrote it', async () => {
  const written = (days: number) =>
    JSON.stringify({ at: Date.now() - days * 24 * 60 * 60 * 1000, words: 'x' });
  localStorage.setItem('gold-layer.kept/user:default/grace/old', written(61));
  localStorage.setItem('gold-layer.kept/user:default/grace/new', written(59));
  localStorage.setItem('another.plugin/old', written(61));
  await open();
  expect(Object.keys(localStorage).sort()).toEqual([
    'another.plugin/old',
    'gold-layer.kept/user:default/grace/new',
  ]);
});

describe('a browser that keeps nothing', () => {
  const full = jest.spyOn(Storage.prototype, 'setItem');
  beforeEach(() =>
    full.mockImplementation(() => {
      throw new Error('QuotaExceededError');
    }),
  );
  afterAll(() => full.mockRestore());

  it.each(['tab', 'browser', undefined] as const)(
    'lets one write all the same (%s)',
    async lives => {
      const field = await open({ lives });
      await write(field, 'No time');
      expect(field).toHaveValue('No time');
      expect(screen.queryAllByText('Kept by nobody')).toHaveLength(
        lives ? 1 : 0,
      );
    },
  );

  it('still empties a text that is sent', async () => {
    await write(await open(), 'first');
    await userEvent.click(screen.getByRole('button', { name: 'Sent' }));
    expect(screen.getByLabelText('Why')).toHaveValue('');
  });
});

describe('a text that is sent', () => {
  beforeEach(() => jest.restoreAllMocks());

  it('is forgotten', async () => {
    await write(await open(), 'first');
    expect(await open()).toHaveValue('first');
    await userEvent.click(screen.getByRole('button', { name: 'Sent' }));
    expect(screen.getByLabelText('Why')).toHaveValue('');
    await waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it('does not take along what was written meanwhile', async () => {
    await write(await open(), 'second');
    await userEvent.click(screen.getByRole('button', { name: 'Sent' }));
    expect(screen.getByLabelText('Why')).toHaveValue('second');
    expect(await open()).toHaveValue('second');
  });
});

describe('a reader whom the portal cannot name at first', () => {
  const ada = {
    type: 'user' as const,
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: [],
  };
  const away = async () => {
    throw new Error('The session is over.');
  };

  function Parts() {
    const [opened, setOpened] = useState(0);
    if (useCurrentUser() === undefined) return null;
    return (
      <>
        <button onClick={() => setOpened(opened + 1)}>Open</button>
        <section aria-label="First">
          <Form lives="browser" />
        </section>
        {opened > 0 && (
          <section key={opened} aria-label="Next">
            <Form lives="browser" />
          </section>
        )}
      </>
    );
  }

  async function openParts(answers: (() => Promise<typeof ada>)[]) {
    const ask = jest.fn(() => (answers.shift() ?? away)());
    render(
      <TestApiProvider
        apis={[mockApis.identity.mock({ getBackstageIdentity: ask })]}
      >
        <QueryProvider>
          <Parts />
        </QueryProvider>
      </TestApiProvider>,
    );
    const field = async (part: string) =>
      within(await screen.findByRole('region', { name: part })).getByRole(
        'textbox',
      );
    const openNext = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Open' }));
      return field('Next');
    };
    return { ask, first: await field('First'), openNext };
  }

  it('is known to whatever is opened once the portal can', async () => {
    const { ask, openNext } = await openParts([away, away, async () => ada]);
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
    await openNext();
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(3));
    await write(await openNext(), 'No time');
    expect(Object.keys(localStorage)).toEqual([
      'gold-layer.kept/user:default/ada/form',
    ]);
    await openNext();
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('goes on with what was begun, which takes the place of nothing', async () => {
    await write(await open({ lives: 'browser' }), 'From before');
    cleanup();
    const { first, openNext } = await openParts([away, away, async () => ada]);
    await userEvent.type(first, 'Begun');
    await openNext();
    const next = await openNext();
    expect(next).toHaveValue('From before');
    await userEvent.type(first, ', and done');
    expect(first).toHaveValue('Begun, and done');
    expect(await openNext()).toHaveValue('From before');
  });

  it('is asked for again by each part that is opened, and none of the others vanishes', async () => {
    const { ask, first, openNext } = await openParts([]);
    await userEvent.type(first, 'Still here');
    for (const _ of [1, 2, 3]) await openNext();
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(5));
    expect(first).toBeInTheDocument();
    expect(first).toHaveValue('Still here');
    expect(localStorage).toHaveLength(0);
  });
});
