import type { Waiver } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { slow } from '../__testUtils__/slow';
import { RisksPage } from './RisksPage';
import { requested, terms } from './fixtures';

jest.setTimeout(30_000);

const kept = () => Object.keys(sessionStorage);

function open(at: string, answers: FakeAnswers) {
  cleanup();
  return renderScreen(
    <Routes>
      <Route path="/gold-layer/risks/*" element={<RisksPage />} />
    </Routes>,
    { at: `/gold-layer/risks/${at}`, answers },
  );
}

async function fillIn() {
  await screen.findByRole('form', { name: 'Ask for a waiver' });
  const { cause, consequence, compensatingControl, plan, ticket } =
    requested.risk;
  const fields = {
    'Because …': cause,
    '… it may happen that …': consequence,
    'What softens it meanwhile': compensatingControl,
    'How it will be put right': plan,
    Ticket: ticket,
  };
  for (const [label, text] of Object.entries(fields)) {
    await userEvent.click(screen.getByLabelText(label));
    await userEvent.paste(text);
  }
  for (const label of ['How likely', 'How bad']) {
    await userEvent.click(screen.getByLabelText(label));
    await userEvent.click(screen.getByRole('option', { name: 'High' }));
  }
  await userEvent.type(screen.getByLabelText('Until'), '2026-12-18');
}

const address = () => screen.getByLabelText('Address');

describe('asking for a waiver', () => {
  const onRestore =
    'new?service=component:default/sorting-office&scorecard=gold-standard&check=restore-tested';
  beforeEach(() => sessionStorage.clear());

  it('begins afresh where what was kept cannot be read', async () => {
    open(onRestore, { getWaiverTerms: terms });
    await userEvent.type(await screen.findByLabelText('Because …'), 'x');
    const [key] = kept();
    sessionStorage.setItem(key, '{"cause":');
    open(onRestore, { getWaiverTerms: terms });
    expect(await screen.findByLabelText('Because …')).toHaveValue('');
  });

  it('opens the request and forgets the form, though the terms refuse another one by then', async () => {
    let asked = false;
    open(onRestore, {
      getWaiverTerms: () =>
        asked ? { ...terms, refusal: 'It is asked for already.' } : terms,
      requestWaiver: () => {
        asked = true;
        return requested;
      },
      getWaiver: requested,
    });
    await fillIn();
    expect(kept()).toHaveLength(1);
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    expect(await screen.findByText('Waits for approval')).toBeInTheDocument();
    expect(kept()).toEqual([]);
  });

  it('forgets the form, but does not call back whoever has left meanwhile', async () => {
    const request = slow(requested);
    open(onRestore, {
      getWaiverTerms: terms,
      requestWaiver: () => request.answered,
    });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    await userEvent.click(screen.getByRole('link', { name: 'All risks' }));
    expect(address()).toHaveTextContent(/risks$/);
    await request.letGo();
    expect(kept()).toEqual([]);
    expect(address()).toHaveTextContent(/risks$/);
  });
});

describe('asking for a renewal', () => {
  const active: Waiver = {
    ...requested,
    state: 'active',
    may: { ...requested.may, renew: { allowed: true } },
  };
  const openDialog = async (answers: FakeAnswers = {}) => {
    open(active.id, {
      getWaiver: ({ id }) => (id === active.id ? active : requested),
      getWaiverTerms: terms,
      ...answers,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for a renewal …' }),
    );
    return within(await screen.findByRole('dialog'));
  };
  beforeEach(() => sessionStorage.clear());

  it('keeps what was written over a stray click and a reload, until it is asked for', async () => {
    const dialog = await openDialog();
    await userEvent.clear(dialog.getByLabelText('How it will be put right'));
    await userEvent.type(
      dialog.getByLabelText('How it will be put right'),
      'In spring{Escape}',
    );
    const again = await openDialog({
      renewWaiver: { ...requested, id: '5b5e0c1e-0000-4000-8000-00000000000b' },
    });
    expect(again.getByLabelText('How it will be put right')).toHaveValue(
      'In spring',
    );
    expect(again.getByLabelText('Because …')).toHaveValue(active.risk.cause);
    await userEvent.type(again.getByLabelText('Until'), '2026-12-18');
    await userEvent.click(again.getByRole('button', { name: 'Ask' }));
    expect(await screen.findByText('Waits for approval')).toBeInTheDocument();
    expect(kept()).toEqual([]);
  });

  it('is asked about before it is left where the browser keeps nothing', async () => {
    const dialog = await openDialog();
    const full = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new Error('QuotaExceededError');
      });
    await userEvent.type(
      dialog.getByLabelText('How it will be put right'),
      'In spring{Escape}',
    );
    expect(
      await dialog.findByText('Discard what you have written?'),
    ).toBeInTheDocument();
    full.mockRestore();
  });

  it('does not call back whoever has left before the answer', async () => {
    const renewal = slow(requested);
    const dialog = await openDialog({ renewWaiver: () => renewal.answered });
    await userEvent.type(dialog.getByLabelText('Until'), '2026-12-18');
    await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));
    // As the browser's own way back does, which no dialog stops.
    await userEvent.click(screen.getByText('All risks'));
    expect(address()).toHaveTextContent(/risks$/);
    await renewal.letGo();
    expect(kept()).toEqual([]);
    expect(address()).toHaveTextContent(/risks$/);
  });

  it('says in the server’s words why it is refused', async () => {
    const dialog = await openDialog({
      renewWaiver: await refusal(403, 'Only the owning team may renew it.'),
    });
    await userEvent.type(dialog.getByLabelText('Until'), '2026-12-18');
    await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /^Only the owning team may renew it.$/,
    );
  });
});
