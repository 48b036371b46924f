import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { narrowScreen } from '../__testUtils__/narrowScreen';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { facets } from '../directory/fixtures';
import { SlosPage } from './SlosPage';
import {
  ago,
  counters,
  exhausted,
  healthySlo,
  pageOfSlos,
  rollups,
  rows,
} from './fixtures';

const show = (answers: FakeAnswers = {}, at = '/') =>
  renderScreen(<SlosPage />, {
    at,
    answers: {
      listSlos: pageOfSlos(rows),
      getSloCounters: counters,
      listSloRollups: rollups,
      listServiceFacets: facets,
      ...answers,
    },
  });

const address = () => screen.findByLabelText('Address');
const rowOf = async (name: string) => {
  const all = await screen.findAllByRole('row');
  const row = all.find(candidate => within(candidate).queryByText(name));
  if (!row) throw new Error(`No row of ${name}`);
  return row;
};

let widen: (() => void) | undefined;
afterEach(() => widen?.());

describe('the list of SLOs', () => {
  it('shows worst first what is promised, what is left, what burns and what is to come', async () => {
    show();

    await screen.findByText('Quotes are answered');
    const row = await rowOf('Quotes are answered');
    expect(row).toHaveTextContent('Quote engine');
    expect(row).toHaveTextContent('99.9%28 days');
    expect(row).toHaveTextContent('99.85%');
    expect(row).toHaveTextContent('42% overspentPolicy: exhausted');
    expect(row).toHaveTextContent('14.8×');
    expect(row).toHaveTextContent('6.4×');
    expect(row).toHaveTextContent('out of the freeze on Tuesday, 14:00');
    expect(row).toHaveTextContent('93%');
    for (const word of ['Exhausted', 'Frozen', 'Paging']) {
      expect(within(row).getByText(word)).toBeInTheDocument();
    }
    expect(
      within(row).getByRole('img', {
        name: /^Budget over 28 days: .* 2 days not measured$/,
      }),
    ).toBeInTheDocument();
  });

  it('never shows a number that was not measured, and says what repairs it', async () => {
    show();

    await screen.findByText('Declarations are accepted');
    const row = await rowOf('Declarations are accepted');
    expect(within(row).getByText('No data')).toBeInTheDocument();
    // Budget, SLI and both burns.
    expect(within(row).getAllByText('Unknown')).toHaveLength(4);
    expect(row).toHaveTextContent(
      'the metric customs_requests_total does not exist',
    );
    expect(row).toHaveTextContent('Not measured');
    const partial = await rowOf('Documents can be read back');
    expect(partial).toHaveTextContent('Policy: unknown');
    expect(partial).toHaveTextContent('Only 61% of the window is measured');
  });

  it.each([
    ['loaded', 'Paging'],
    ['not-needed', 'Page alert'],
    ['missing', 'Page alert'],
    ['unknown', 'Page alert'],
  ] as const)(
    'says of a page-level burn with rules that are %s: %s',
    async (state, words) => {
      show({ listSlos: pageOfSlos([{ ...exhausted, rules: state }]) });

      await screen.findByText('Quotes are answered');
      const row = await rowOf('Quotes are answered');
      expect(within(row).getByText(words)).toBeInTheDocument();
    },
  );

  it('says how many documents cannot be read, and where they are named', async () => {
    show({ getSloCounters: { ...counters, brokenDocuments: 2 } });

    const hint = await screen.findByText(/^2 documents of SLOs cannot be read/);
    expect(
      within(hint).getByRole('link', { name: 'health page' }),
    ).toHaveAttribute('href', '/gold-layer/health');
  });

  it('says so where there is no SLO at all', async () => {
    show({
      listSlos: pageOfSlos([]),
      getSloCounters: { ...counters, total: 0, brokenDocuments: 1 },
    });
    expect(
      await screen.findByText(/^1 document of SLOs cannot be read/),
    ).toBeInTheDocument();
  });

  it('says nothing of documents where all can be read', async () => {
    show();

    await screen.findByRole('group', { name: 'How many stand where' });
    expect(screen.queryByText(/cannot be read/)).not.toBeInTheDocument();
  });

  it('narrows by its counters, by keyboard, and lets go again', async () => {
    const { api } = show();
    const group = await screen.findByRole('group', {
      name: 'How many stand where',
    });
    const names = within(group)
      .getAllByRole('button')
      .map(button => button.textContent);
    expect(names.slice(0, 3)).toEqual(['2 Exhausted', '1 At risk', '1 Error']);
    expect(
      within(group).getByRole('link', {
        name: '4 important services without an SLO',
      }),
    ).toHaveAttribute('href', expect.stringContaining('check=has-slos'));

    const counter = within(group).getByRole('button', { name: '2 Exhausted' });
    act(() => counter.focus());
    await userEvent.keyboard('{Enter}');
    expect(await address()).toHaveTextContent('/?state=exhausted');
    expect(counter).toHaveAttribute('aria-pressed', 'true');
    expect(api.lastInput('listSlos')).toMatchObject({ state: ['exhausted'] });
    expect(api.lastInput('getSloCounters')).not.toHaveProperty('state');

    await userEvent.click(
      within(group).getByRole('button', { name: '3 Rules adrift' }),
    );
    await userEvent.click(
      within(group).getByRole('button', { name: '2 Frozen' }),
    );
    expect(api.lastInput('listSlos')).toMatchObject({
      state: ['exhausted'],
      rules: ['missing', 'older', 'different'],
      frozen: 'true',
    });
    await userEvent.click(counter);
    expect(await address()).not.toHaveTextContent('state=');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all (2)' }),
    );
    expect(await address()).toHaveTextContent(/^\/$/);
  });

  it('asks the backend for exactly what the address says', async () => {
    const { api } = show(
      {},
      '/?q=quote&state=no-data&budget=critical&tier=critical&owner=group:default/pricing&system=system:default/booking&firing=true&sort=burn1h&order=desc',
    );

    await screen.findByText('Quotes are answered');
    expect(api.lastInput('listSlos')).toMatchObject({
      q: 'quote',
      state: ['no-data'],
      budget: ['critical'],
      tier: ['critical'],
      owner: ['group:default/pricing'],
      system: ['system:default/booking'],
      firing: 'true',
      sort: 'burn1h',
      order: 'desc',
      limit: 50,
    });
    expect(
      screen.getByRole('button', { name: 'Clear all (7)' }),
    ).toBeInTheDocument();
  });

  it('sorts by a column through the backend, and walks through its pages', async () => {
    const { api } = show({
      listSlos: ({ cursor }) =>
        cursor === 'second'
          ? pageOfSlos([healthySlo], { totalItems: 51 })
          : pageOfSlos(
              Array.from({ length: 50 }, (_, n) => ({
                ...exhausted,
                id: `default.quote-engine.slo-${n}`,
              })),
              { totalItems: 51, nextCursor: 'second' },
            ),
    });
    await screen.findByText('1–50 of 51 SLOs');

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('51–51 of 51 SLOs')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Budget left' }),
    );
    expect(await address()).toHaveTextContent('/?sort=remaining&order=asc');
    await waitFor(() =>
      expect(api.lastInput('listSlos')).toMatchObject({
        sort: 'remaining',
        cursor: undefined,
      }),
    );
  });

  it('opens an SLO by a click on its row and leads to its service by the link', async () => {
    show();
    await screen.findByText('Orders go through');
    const row = await rowOf('Orders go through');
    expect(within(row).getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/gold-layer',
    );

    await userEvent.click(within(row).getByText('OK'));
    expect(await address()).toHaveTextContent(
      '/gold-layer/slos/default.checkout.availability',
    );
  });

  it('follows links within a row by keyboard, and opens the SLO from its other cells', async () => {
    show();
    await screen.findByText('Orders go through');
    const row = within(await rowOf('Orders go through'));
    const link = row.getByRole('link', { name: 'Checkout' });
    fireEvent.keyDown(link, { key: 'Enter' });
    // What Enter does on a link is up to the browser.
    expect(await address()).toHaveTextContent(/^\/$/);

    fireEvent.keyDown(row.getByText('OK'), { key: 'Enter' });
    expect(await address()).toHaveTextContent(
      '/gold-layer/slos/default.checkout.availability',
    );
  });

  it('takes SLOs together by team, each leading to its list', async () => {
    const { api } = show({}, '/?tier=critical');
    await screen.findByText('Quotes are answered');

    await userEvent.click(screen.getByRole('button', { name: 'Teams' }));

    const table = await screen.findByRole('table', {
      name: 'SLOs by team, worst first',
    });
    expect(api.lastInput('listSloRollups')).toMatchObject({
      by: 'owner',
      tier: ['critical'],
    });
    const [, pricing, , nobody] = within(table).getAllByRole('row');
    expect(pricing).toHaveTextContent(
      /^Pricing1 exhausted2 OK42% overspentQuotes are answered132$/,
    );
    expect(
      within(pricing).getByRole('link', { name: 'Pricing' }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/slos?tier=critical&owner=group%3Adefault%2Fpricing',
    );
    expect(nobody).toHaveTextContent('No owner1 no dataNothing measured');
  });

  it('saves the rules of what is shown', async () => {
    const saved: string[] = [];
    Object.assign(URL, {
      createObjectURL: () => 'blob:rules',
      revokeObjectURL: (url: string) => saved.push(url),
    });
    const { api } = show({ exportSloRules: 'groups: []\n' }, '/?tier=critical');

    const button = await screen.findByRole('button', {
      name: 'Download rules',
    });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    await waitFor(() => expect(saved).toEqual(['blob:rules']));
    expect(api.lastInput('exportSloRules')).toMatchObject({
      tier: ['critical'],
    });
  });

  it('says why there is nothing, and what to do', async () => {
    const none = { ...counters, total: 0, servicesWithout: 0 };
    show({ listSlos: pageOfSlos([]), getSloCounters: none });

    expect(
      await screen.findByText('No service that you may see has an SLO yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'make the first one' }),
    ).toHaveAttribute('href', '/gold-layer/slos/new');
    expect(
      screen.getByRole('button', { name: 'Download rules' }),
    ).toBeDisabled();
  });

  it('says that nothing matches, and clears the filters', async () => {
    show({ listSlos: pageOfSlos([]) }, '/?state=idle');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );
    expect(await address()).toHaveTextContent(/^\/$/);
  });

  it('repeats why one may not see it', async () => {
    const forbidden = await refusal(403, 'Only members may read SLOs');
    show({ listSlos: forbidden, getSloCounters: forbidden });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only members may read SLOs',
    );
  });

  it('says when the numbers are old', async () => {
    show({ getSloCounters: { ...counters, evaluatedAt: ago(0, 5) } });

    expect(
      await screen.findByText(/numbers were last worked out/),
    ).toHaveTextContent('5 hours ago');
    expect(screen.getByRole('link', { name: 'health page' })).toHaveAttribute(
      'href',
      '/gold-layer/health',
    );
  });

  it('shows cards where a table would not fit', async () => {
    widen = narrowScreen();
    show();

    const list = await screen.findByRole('list', { name: 'SLOs' });
    const [first] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('Bookings are confirmed within a second');
    expect(first).toHaveTextContent('430% overspent');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});
