import type { RiskDebt, Waiver } from '@gold-layer/backstage-plugin-common';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { narrowScreen } from '../__testUtils__/narrowScreen';
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
  let widen = () => {};
  beforeEach(() => sessionStorage.clear());
  afterEach(() => widen());

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

  it('says on a phone what a risk is, until when and whose, its filters behind a button', async () => {
    widen = narrowScreen();
    renderRisks('/gold-layer/risks', {
      listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
    });
    const list = await screen.findByRole('list', { name: 'Risk register' });
    const risk = within(list).getByRole('listitem');
    expect(risk).toHaveTextContent('It fails.');
    expect(risk).toHaveTextContent('High risk');
    expect(risk).toHaveTextContent('asked for until 18 December 2026');
    const filters = within(screen.getByRole('search'));
    expect(filters.queryByLabelText('Order')).not.toBeInTheDocument();
    await userEvent.click(
      filters.getByRole('button', { name: 'Filters and order' }),
    );
    expect(filters.getByLabelText('Order')).toBeInTheDocument();
  });

  it('keeps its filters behind the button on a phone for whoever comes by a link from a service', async () => {
    widen = narrowScreen();
    const { service } = requested;
    const at = `/gold-layer/risks?${new URLSearchParams({ service })}`;
    const listWaivers = { items: [requested], totalItems: 1, pageInfo: {} };
    renderRisks(at, { listWaivers });
    const filters = within(await screen.findByRole('search'));
    const fold = filters.getByRole('button', { name: 'Filters and order' });
    expect(filters.queryByLabelText('Order')).not.toBeInTheDocument();
    expect(
      filters.getByRole('button', { name: 'Clear all (1)' }),
    ).toBeInTheDocument();
    await userEvent.click(fold);
    expect(filters.getByLabelText('Order')).toBeInTheDocument();

    cleanup();
    renderRisks(`${at}&level=high`, { listWaivers });
    // What is chosen in a field is never hidden.
    expect(await screen.findByLabelText('Risk')).toBeInTheDocument();
  });

  it('says to which service a link has narrowed it, adds up its debt alone, and lets go of it', async () => {
    const { service } = requested;
    const { api } = renderRisks(
      `/gold-layer/risks?${new URLSearchParams({ service })}`,
      {
        listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
        getRiskDebt: { ...noDebt, points: 6, waivers: 1 },
      },
    );
    expect(
      await screen.findByRole('region', { name: 'Risk debt: 6 points' }),
    ).toBeInTheDocument();
    expect(api.lastInput('getRiskDebt')).toMatchObject({ service });
    expect(screen.getByRole('link', { name: 'High' })).toHaveAttribute(
      'href',
      `/gold-layer/risks?${new URLSearchParams({ service, level: 'high', state: 'active' })}`,
    );

    await userEvent.click(
      screen.getByRole('button', {
        name: 'Service: Sorting Office; remove this filter',
      }),
    );
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      /^\/gold-layer\/risks$/,
    );
  });

  it('says to which check a link has narrowed it, without the debt of all others', async () => {
    const { service } = requested;
    const { api } = renderRisks(
      `/gold-layer/risks?${new URLSearchParams({ service, scorecard: 'gold-standard', check: 'restore-tested' })}`,
      {
        listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
        getRiskDebt: { ...noDebt, points: 312, waivers: 40 },
      },
    );
    const chip = await screen.findByRole('button', {
      name: 'Check: A restore was tested within 180 days; remove this filter',
    });
    expect(screen.queryByText(/Risk debt/)).not.toBeInTheDocument();
    expect(api.lastInput('getRiskDebt')).toBeUndefined();

    await userEvent.click(chip);
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      `/gold-layer/risks?${new URLSearchParams({ service })}`,
    );
    expect(
      await screen.findByRole('region', { name: 'Risk debt: 312 points' }),
    ).toBeInTheDocument();
  });

  it('moves the keyboard on from a narrowing that is taken away: to the other, then to the list', async () => {
    const { service } = requested;
    renderRisks(
      `/gold-layer/risks?${new URLSearchParams({ service, scorecard: 'gold-standard', check: 'restore-tested' })}`,
      { listWaivers: { items: [requested], totalItems: 1, pageInfo: {} } },
    );
    const chip = (name: RegExp) => screen.findByRole('button', { name });
    (await chip(/^Service: Sorting Office; remove/)).focus();
    await userEvent.keyboard('{Enter}');
    expect(await chip(/^Check: .*; remove/)).toHaveFocus();
    expect(
      screen.queryByRole('button', { name: /^Service: .*; remove/ }),
    ).not.toBeInTheDocument();

    await userEvent.keyboard('{Enter}');
    expect(
      screen.queryByRole('group', { name: 'Shown only' }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Waivers' })).toHaveFocus();
  });

  it('shows every team that carries risk on demand', async () => {
    const byOwner = Array.from({ length: 9 }, (_, index) => ({
      owner: { ref: `group:default/team-${index}`, title: `Team ${index}` },
      points: 9 - index,
      waivers: 1,
    }));
    renderRisks('/gold-layer/risks', {
      listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
      getRiskDebt: { ...noDebt, points: 45, waivers: 9, byOwner },
    });
    const owners = within(
      await screen.findByRole('region', { name: 'Who carries it' }),
    );
    expect(owners.getAllByRole('listitem')).toHaveLength(6);
    await userEvent.click(owners.getByRole('button', { name: 'Show all 9' }));
    expect(owners.getByRole('link', { name: 'Team 8' })).toBeInTheDocument();
  });

  it('asks for a waiver and opens it', async () => {
    const { api } = renderRisks(onRestore, {
      getWaiverTerms: terms,
      requestWaiver: requested,
      getWaiver: requested,
    });
    const approves = await screen.findByRole('status', {
      name: 'Who approves',
    });
    expect(approves).toHaveTextContent(
      'decides who approves: Engineering manager, SRE lead, or Engineering director.',
    );
    await fillIn();
    expect(approves).toHaveTextContent(
      'Moderate risk. It will be approved by: SRE lead. Whoever asks cannot approve, nor can the owning team.',
    );
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

  it('shows nobody what somebody else has written in the same browser', async () => {
    renderRisks(onRestore, { getWaiverTerms: terms });
    await fillIn();
    cleanup();
    const [key] = Object.keys(sessionStorage);
    expect(key).toContain('user:default/guest');
    sessionStorage.setItem(
      key.replace('user:default/guest', 'user:default/other'),
      sessionStorage.getItem(key) ?? '',
    );
    sessionStorage.removeItem(key);
    renderRisks(onRestore, { getWaiverTerms: terms });
    expect(await screen.findByLabelText('Because …')).toHaveValue('');
  });

  it('says that the owning team approves where it does', async () => {
    const owner = {
      role: 'owner',
      title: 'Owner',
      anybodyOf: 'owning-team',
    } as const;
    renderRisks(onRestore, {
      getWaiverTerms: {
        ...terms,
        approvers: { ...terms.approvers, moderate: owner },
      },
    });
    await fillIn();
    expect(
      screen.getByRole('status', { name: 'Who approves' }),
    ).toHaveTextContent(
      'approved by: Owner. That is anybody in the owning team, except whoever asks.',
    );
  });

  it('leads from a refusal to the waiver that is to be renewed', async () => {
    renderRisks(onRestore, {
      getWaiverTerms: {
        ...terms,
        refusal: 'It was waived until 2026-11-18; renew that waiver instead.',
        earlier: requested.id,
      },
    });
    expect(
      await screen.findByText(/renew that waiver instead/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the earlier waiver' }),
    ).toHaveAttribute('href', `/gold-layer/risks/${requested.id}`);
    expect(screen.queryByRole('form')).not.toBeInTheDocument();
  });

  it('says that what follows a revoked one counts as a renewal', async () => {
    renderRisks(onRestore, {
      getWaiverTerms: { ...terms, earlier: requested.id, renewalsLeft: 1 },
    });
    expect(
      await screen.findByText(/counts as a renewal: 1 renewal left/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('form', { name: 'Ask for a waiver' }),
    ).toBeInTheDocument();
  });

  it('renews one that has expired, and opens the request', async () => {
    const expired: Waiver = {
      ...requested,
      state: 'expired',
      version: 3,
      until: '2026-11-18T23:59:59.999Z',
      decidedBy: { ref: 'user:default/ansgar', title: 'Ansgar' },
      decidedAt: '2026-11-01T09:00:00.000Z',
      may: {
        ...requested.may,
        decide: { allowed: false, reason: 'It is expired.' },
        renew: { allowed: true },
      },
    };
    const next = {
      ...requested,
      id: '5b5e0c1e-0000-4000-8000-00000000000b',
      renewal: 1,
      renewalsLeft: 1,
      renewalOf: expired.id,
    };
    const { api } = renderRisks(`/gold-layer/risks/${expired.id}`, {
      getWaiver: ({ id }) => (id === next.id ? next : expired),
      getWaiverTerms: { ...terms, earlier: expired.id },
      renewWaiver: next,
    });
    expect(
      await screen.findByText(
        'From here 2 renewals are left, each approved one role higher.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for a renewal …' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Ask for a renewal' }),
    );
    expect(
      dialog.getByText(/After this one 1 renewal is left/),
    ).toBeInTheDocument();
    expect(
      await dialog.findByText(
        /Moderate risk. It will be approved by: SRE lead/,
      ),
    ).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText('Until'), '2026-12-18');
    await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));
    expect(await screen.findByText(/First renewal/)).toBeInTheDocument();
    expect(api.lastInput('renewWaiver')).toEqual({
      id: expired.id,
      body: { version: 3, risk: expired.risk, until: '2026-12-18' },
    });
  });

  it('says why one that expired long ago is not renewed', async () => {
    renderRisks(`/gold-layer/risks/${requested.id}`, {
      getWaiver: {
        ...requested,
        state: 'expired',
        may: {
          ...requested.may,
          renew: {
            allowed: false,
            reason: 'It expired more than 90 days ago; ask for a new one.',
          },
        },
      },
    });
    expect(
      await screen.findByText(/more than 90 days ago/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /renewal/ }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText(/renewals are left/)).not.toBeInTheDocument();
  });

  it('says who may approve, and among whose tasks it is', async () => {
    renderRisks(`/gold-layer/risks/${requested.id}`, {
      getWaiver: {
        ...requested,
        approver: {
          role: 'peer-tech-lead',
          title: 'Peer tech lead',
          anybodyOf: 'other-teams',
          waitsFor: {
            title: 'Engineering manager',
            people: [
              { ref: 'user:default/constance', title: 'Constance Hawser' },
              { ref: 'user:default/felix', title: 'Felix Fathom' },
            ],
            total: 5,
          },
        },
      },
    });
    expect(
      await screen.findByText(
        'It is among the tasks of Constance Hawser, Felix Fathom, and 3 more, who hold the next role above: Engineering manager.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'That is anybody outside the owning team, except whoever asks.',
      ),
    ).toBeInTheDocument();
  });

  it('says that it ends earlier than approved, and why', async () => {
    renderRisks(`/gold-layer/risks/${requested.id}`, {
      getWaiver: {
        ...requested,
        state: 'active',
        renewalsLeft: 0,
        until: '2026-12-18T11:00:00.000Z',
        shortened: {
          at: '2026-11-20T11:00:00.000Z',
          from: '2027-03-01T23:59:59.999Z',
          tier: 'critical',
        },
      },
    });
    expect(
      await screen.findByText(/It was to hold until 1 March 2027/),
    ).toHaveTextContent('came to a higher tier, critical');
    expect(screen.getByText(/no renewal is left/)).toBeInTheDocument();
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
