import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { narrowScreen } from '../__testUtils__/narrowScreen';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ServicesPage } from './ServicesPage';
import {
  facets,
  orphan,
  pageOfServices,
  quoteEngine,
  scorecards,
} from './fixtures';

const show = (answers: FakeAnswers, at?: string) =>
  renderScreen(<ServicesPage />, {
    at,
    answers: {
      listScorecards: scorecards,
      listServiceFacets: facets,
      listServices: pageOfServices([quoteEngine, orphan]),
      ...answers,
    },
  });

const address = () => screen.findByLabelText('Address');
const rowOf = async (name: string) => {
  const rows = await screen.findAllByRole('row');
  const row = rows.find(candidate => within(candidate).queryByText(name));
  if (!row) throw new Error(`No row of ${name}`);
  return row;
};

let widen: (() => void) | undefined;
afterEach(() => widen?.());

describe('ServicesPage', () => {
  it('shows each service with its levels, what is known and what is missing', async () => {
    show({});

    await screen.findByText('Quote engine');
    const row = await rowOf('Quote engine');
    expect(within(row).getByText('Critical')).toBeInTheDocument();
    expect(within(row).getByText('Bronze')).toBeInTheDocument();
    expect(within(row).getByText('3 to go')).toBeInTheDocument();
    expect(within(row).getByText('75%')).toBeInTheDocument();
    expect(within(row).getByText('Down 1 level')).toBeInTheDocument();
    expect(within(row).getByText('2 gaps')).toHaveAttribute(
      'title',
      'No on-call rotation, No escalation path',
    );

    const plain = await rowOf('orphan');
    expect(within(plain).getByText('Unclassified')).toBeInTheDocument();
    expect(within(plain).getAllByText('Not scored')).toHaveLength(2);
    expect(within(plain).getByText('No owning group')).toBeInTheDocument();
  });

  it('asks the backend for exactly what the address says', async () => {
    const { api } = show(
      { getScorecard: new Error('not needed here') },
      '/?q=quote&tier=critical&tier=important&owner=group:default/sales&gap=any&scorecard=gold-standard&check=runbook-linked&state=fail&blocking=true&source=repository&sourceState=stale&sort=gaps&order=desc',
    );

    await screen.findByText('Quote engine');
    expect(api.lastInput('listServices')).toMatchObject({
      q: 'quote',
      tier: ['critical', 'important'],
      owner: ['group:default/sales'],
      gap: ['any'],
      scorecard: 'gold-standard',
      check: 'runbook-linked',
      state: ['fail'],
      blocking: 'true',
      source: 'repository',
      sourceState: ['stale'],
      sort: 'gaps',
      order: 'desc',
      limit: 50,
    });
    expect(
      screen.getByRole('button', { name: 'Clear all (9)' }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Source of facts')).toHaveValue('Repository');
    await userEvent.click(
      screen.getByLabelText('Only where it stands before the next level'),
    );
    expect(api.lastInput('listServices')).toMatchObject({
      check: 'runbook-linked',
      blocking: undefined,
    });
  });

  it('keeps what was searched for and chosen in the address', async () => {
    show({});
    await screen.findByText('Quote engine');

    await userEvent.type(screen.getByLabelText('Search services'), 'quo te');
    await waitFor(async () =>
      expect(await address()).toHaveTextContent('/?q=quo+te'),
    );
    await userEvent.click(screen.getByLabelText('Owner'));
    await userEvent.click(await screen.findByText('Payments'));
    expect(await address()).toHaveTextContent(
      '/?q=quo+te&owner=group%3Adefault%2Fpayments',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all (2)' }),
    );
    expect(await address()).toHaveTextContent(/^\/$/);
    expect(screen.getByLabelText('Search services')).toHaveValue('');
  });

  it('sorts by a column through the backend', async () => {
    const { api } = show({});
    await screen.findByText('Quote engine');

    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Ownership gaps' }),
    );

    expect(await address()).toHaveTextContent('/?sort=gaps&order=asc');
    await waitFor(() =>
      expect(api.lastInput('listServices')).toMatchObject({
        sort: 'gaps',
        order: 'asc',
        scorecard: 'gold-standard',
      }),
    );
  });

  it('hides a column for its reader', async () => {
    show({});
    await screen.findByText('Quote engine');
    const systems = { name: 'System' };
    expect(screen.getByRole('columnheader', systems)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('checkbox', systems));

    await waitFor(() =>
      expect(
        screen.queryByRole('columnheader', systems),
      ).not.toBeInTheDocument(),
    );
  });

  it('walks through the pages and back', async () => {
    show({
      listServices: input =>
        input.cursor === 'second'
          ? pageOfServices([orphan], { totalItems: 51 })
          : pageOfServices(Array(50).fill(quoteEngine).map(numbered), {
              totalItems: 51,
              nextCursor: 'second',
            }),
    });
    expect(await screen.findByText('1–50 of 51 services')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('51–51 of 51 services')).toBeInTheDocument();
    expect(await address()).toHaveTextContent('/?cursor=second');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('1–50 of 51 services')).toBeInTheDocument();
    expect(await address()).toHaveTextContent(/^\/$/);
  });

  it('opens the service by a click on its row', async () => {
    show({});
    await screen.findByText('Quote engine');

    await userEvent.click(
      within(await rowOf('Quote engine')).getByText('Critical'),
    );

    expect(await address()).toHaveTextContent(
      '/catalog/default/component/quote-engine/gold-layer',
    );
  });

  it('opens the service by keyboard, and follows links within its row', async () => {
    show({});
    await screen.findByText('Quote engine');
    const row = within(await rowOf('Quote engine'));
    fireEvent.keyDown(row.getByRole('link', { name: 'Pricing' }), {
      key: 'Enter',
    });
    // What Enter does on a link is up to the browser.
    expect(await address()).toHaveTextContent(/^\/$/);

    fireEvent.keyDown(row.getByText('Critical'), { key: 'Enter' });
    expect(await address()).toHaveTextContent(
      '/catalog/default/component/quote-engine/gold-layer',
    );
  });

  it('saves all that matches as CSV', async () => {
    const saved: string[] = [];
    Object.assign(URL, {
      createObjectURL: () => 'blob:services',
      revokeObjectURL: (url: string) => saved.push(url),
    });
    const { api } = show(
      { exportServices: 'ref,name\n' },
      '/?tier=critical&cursor=second',
    );
    await screen.findByText('Quote engine');

    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));

    await waitFor(() => expect(saved).toEqual(['blob:services']));
    expect(api.lastInput('exportServices')).toMatchObject({
      tier: ['critical'],
      sort: 'tier',
    });
    expect(api.lastInput('exportServices')).not.toHaveProperty('cursor');
  });

  it('says when what it lists is the last known state', async () => {
    show({
      listServices: {
        ...pageOfServices([quoteEngine]),
        stale: true,
        confirmedAt: '2026-11-21T08:00:00.000Z',
      },
    });

    expect(await screen.findByText('Quote engine')).toBeInTheDocument();
    expect(
      screen.getByText(/catalog could not be reached lately/),
    ).toBeInTheDocument();
  });

  it('says that no service matches, and clears the filters', async () => {
    show({ listServices: pageOfServices([]) }, '/?tier=critical');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );

    expect(
      await screen.findByText('There are no services here that you may see.'),
    ).toBeInTheDocument();
  });

  it('shows cards where a table would not fit', async () => {
    widen = narrowScreen();
    show({});

    const list = await screen.findByRole('list', { name: 'Services' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    expect(within(list).getByText('Quote engine')).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

function numbered(row: typeof quoteEngine, index: number) {
  return { ...row, ref: `${row.ref}-${index}` };
}
