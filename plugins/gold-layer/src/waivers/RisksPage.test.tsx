import type { RiskDebt } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { RisksPage } from './RisksPage';
import { requested, terms } from './fixtures';

// A whole form is filled in by keyboard and mouse, also on a busy machine.
jest.setTimeout(30_000);

const noDebt: RiskDebt = {
  points: 0,
  waivers: 0,
  byLevel: { low: 0, moderate: 0, high: 0, severe: 0 },
  byOwner: [],
};
const noFacets = {
  tiers: [],
  owners: [],
  systems: [],
  domains: [],
  lifecycles: [],
  types: [],
  sources: [],
};

function renderRisks(at: string, answers: FakeAnswers) {
  return renderScreen(
    <Routes>
      <Route path="/gold-layer/risks/*" element={<RisksPage />} />
    </Routes>,
    {
      at,
      answers: {
        getRiskDebt: noDebt,
        listServiceFacets: noFacets,
        ...answers,
      },
    },
  );
}

const onRestore =
  '/gold-layer/risks/new?service=component:default/sorting-office&scorecard=gold-standard&check=restore-tested';

async function fillIn() {
  const type = async (label: string, text: string) => {
    await userEvent.click(screen.getByLabelText(label));
    await userEvent.paste(text);
  };
  await screen.findByRole('form', { name: 'Ask for a waiver' });
  await type('Because …', requested.risk.cause);
  await type('… it may happen that …', requested.risk.consequence);
  await userEvent.click(screen.getByLabelText('How likely'));
  await userEvent.click(screen.getByRole('option', { name: 'Low' }));
  await userEvent.click(screen.getByLabelText('How bad'));
  await userEvent.click(screen.getByRole('option', { name: 'High' }));
  await type('What softens it meanwhile', requested.risk.compensatingControl);
  await type('How it will be put right', requested.risk.plan);
  await type('Ticket', requested.risk.ticket);
  await userEvent.type(screen.getByLabelText('Until'), '2026-12-18');
}

describe('RisksPage', () => {
  beforeEach(() => sessionStorage.clear());

  it('lists what is accepted with its true state, and asks for open ones only', async () => {
    const { api } = renderRisks('/gold-layer/risks', {
      listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
    });
    const table = await screen.findByRole('table', { name: 'Risk register' });
    const row = within(table).getByRole('row', { name: /A restore was/ });
    expect(row).toHaveTextContent('It fails.');
    expect(row).toHaveTextContent('High risk');
    expect(row).toHaveTextContent('asked for until 18 December 2026');
    expect(api.lastInput('listWaivers')).toMatchObject({
      state: ['requested', 'active'],
      sort: 'risk',
      order: 'desc',
    });
  });

  it('says what to do when no risk is accepted', async () => {
    renderRisks('/gold-layer/risks', {
      listWaivers: { items: [], totalItems: 0, pageInfo: {} },
    });
    expect(
      await screen.findByText(/No risk is accepted at the moment/),
    ).toBeInTheDocument();
  });

  it('asks for a waiver and opens it', async () => {
    const { api } = renderRisks(onRestore, {
      getWaiverTerms: terms,
      requestWaiver: requested,
      getWaiver: requested,
    });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    expect(await screen.findByText('Waits for approval')).toBeInTheDocument();
    expect(api.lastInput('requestWaiver')).toEqual({
      body: {
        service: 'component:default/sorting-office',
        subject: requested.subject,
        risk: requested.risk,
        until: '2026-12-18',
      },
    });
  });

  it('names every field that is missing, and sends nothing', async () => {
    const { api } = renderRisks(onRestore, { getWaiverTerms: terms });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for approval' }),
    );
    expect(await screen.findByText('Say what is missing')).toBeInTheDocument();
    expect(
      screen.getByText(/address of a ticket, beginning with https/),
    ).toBeInTheDocument();
    expect(api.lastInput('requestWaiver')).toBeUndefined();
  });

  it('keeps what was written when the backend refuses, and over a reload', async () => {
    const answers = {
      getWaiverTerms: terms,
      requestWaiver: await refusal(409, 'There is an open request already.'),
    };
    renderRisks(onRestore, answers);
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    expect(
      await screen.findByText('There is an open request already.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Because …')).toHaveValue(
      requested.risk.cause,
    );

    cleanup();
    renderRisks(onRestore, answers);
    expect(
      await screen.findByLabelText('How it will be put right'),
    ).toHaveValue(requested.risk.plan);
  });

  it('says why none can be asked for', async () => {
    renderRisks(onRestore, {
      getWaiverTerms: { ...terms, refusal: 'The check passes.' },
    });
    expect(await screen.findByText('The check passes.')).toBeInTheDocument();
    expect(screen.queryByRole('form')).not.toBeInTheDocument();
  });

  it('approves with the version that was seen', async () => {
    const { api } = renderRisks(`/gold-layer/risks/${requested.id}`, {
      getWaiver: requested,
      decideWaiver: { ...requested, state: 'active' },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve …' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(api.lastInput('decideWaiver')).toEqual({
      id: requested.id,
      body: { version: 1, decision: 'approved', until: '2026-12-18' },
    });
  });

  it('tells the requester why they cannot approve', async () => {
    renderRisks(`/gold-layer/risks/${requested.id}`, {
      getWaiver: {
        ...requested,
        may: {
          ...requested.may,
          decide: {
            allowed: false,
            reason: 'Whoever asked cannot approve it.',
          },
        },
      },
    });
    expect(
      await screen.findByText('Whoever asked cannot approve it.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Approve …' }),
    ).not.toBeInTheDocument();
  });
});
