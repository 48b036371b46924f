import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { SlosPage } from './SlosPage';
import { ledger as eaten, series } from './chartFixtures';
import { exhausted, rows } from './fixtures';
import { detail, sloAnswers } from './sloFixtures';

const show = (answers: FakeAnswers = {}, search = '') =>
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/${exhausted.id}${search}`,
      answers: { ...sloAnswers, ...answers },
    },
  );

const panel = (name: string) => screen.findByRole('region', { name });

describe('the page of an SLO', () => {
  it('says first what is promised, how it stands and what is to come', async () => {
    show();

    expect(
      await screen.findByRole('heading', { name: 'Quotes are answered' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('At least 99.9% of events are good within any 28 days.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/overspent by 42%/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Quote engine' })).toHaveAttribute(
      'href',
      '/catalog/default/component/quote-engine/gold-layer',
    );
    const tiles = screen.getByRole('group', { name: 'Numbers of the window' });
    expect(tiles).toHaveTextContent('Budget left42% overspent');
    expect(tiles).toHaveTextContent(
      '16.9 min more than the 40.3 min there were',
    );
    expect(tiles).toHaveTextContent('618 events too many');
    expect(tiles).toHaveTextContent('out of the freeze on Tuesday, 14:00');
    expect(
      screen.getByRole('list', { name: 'Worth knowing' }),
    ).toHaveTextContent(
      /Line 21: spec\.alertPolicies\.0: found .*stricter than its/,
    );
  });

  it('says whole only of what is whole, in the words of the list', async () => {
    show({
      getSlo: {
        ...detail,
        numbers: { ...detail.numbers, coverage: 0.996, usedThisWeek: 0.998 },
      },
    });

    const tiles = await screen.findByRole('group', {
      name: 'Numbers of the window',
    });
    expect(tiles).toHaveTextContent('Measured99%of the window so far');
    expect(tiles).toHaveTextContent('Used in 7 days99%of the budget');
  });

  it('opens the formula behind a number by keyboard, and closes it again', async () => {
    show();
    const tiles = await screen.findByRole('group', {
      name: 'Numbers of the window',
    });
    const number = within(tiles).getByRole('button', { name: '42% overspent' });

    act(() => number.focus());
    await userEvent.keyboard('{Enter}');
    const reason = await screen.findByRole('dialog', {
      name: 'How “Budget left” was worked out',
    });
    expect(reason).toHaveTextContent(
      'remaining = 1 − bad ÷ total ÷ (1 − objective)',
    );
    expect(reason).toHaveTextContent('1 − 2,089 ÷ 1,471,428 ÷ 0.001');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(number).toHaveFocus();
  });

  it('tells the charts in a sentence and as a table with what happened', async () => {
    show();
    const burnDown = await panel('Burn-down');
    expect(
      await within(burnDown).findByText(
        /where the line is missing nothing was measured/,
      ),
    ).toBeInTheDocument();

    await userEvent.click(
      within(burnDown).getByRole('button', { name: 'Show as table' }),
    );
    const table = await within(burnDown).findByRole('table', {
      name: 'Burn-down, day by day',
    });
    expect(within(table).getAllByText('Not measured').length).toBeGreaterThan(
      0,
    );
    expect(
      within(table).getByRole('link', { name: /^Rates answered too late/ }),
    ).toHaveAttribute('href', 'https://incidents.example.com/31');
    expect(await panel('SLI against objective')).toHaveTextContent(
      'The objective is 99.9% since',
    );
  });

  it('shows another stretch of time, kept in the address', async () => {
    const { api } = show();
    await userEvent.click(
      await screen.findByRole('button', { name: '90 days' }),
    );

    expect(await screen.findByLabelText('Address')).toHaveTextContent(
      '?days=90',
    );
    expect(api.lastInput('getSloSeries')).toMatchObject({ days: 90 });
  });

  it('says what ate the budget, in shares that sum to 100%', async () => {
    show();
    const ledger = await panel('What ate the budget');

    const entries = await within(ledger).findAllByRole('listitem');
    expect(entries.map(entry => entry.textContent?.slice(-3))).toEqual([
      '50%',
      '33%',
      '17%',
    ]);
    expect(entries[0]).toHaveTextContent(
      /^Rates answered too late.*Postmortem due.*71% of the budget, 28.6 min/,
    );
    expect(ledger).toHaveTextContent('2,089 bad events in all100%');
  });

  it('says that planned time was declared when it was over', async () => {
    const [worst, release] = eaten.entries;
    const planned = (id: string, afterwards?: boolean) => ({
      ...release,
      kind: 'exclusion' as const,
      mark: release.mark && {
        ...release.mark,
        id,
        kind: 'exclusion' as const,
        afterwards,
      },
      postmortemDue: false,
    });
    show({
      getSloLedger: {
        ...eaten,
        entries: [worst, planned('before'), planned('after', true)],
      },
    });
    const shown = await panel('What ate the budget');
    const [, before, after] = await within(shown).findAllByRole('listitem');
    expect(after).toHaveTextContent(/Planned time, .*, declared afterwards: /);
    expect(before).toHaveTextContent('Planned time');
    expect(before).not.toHaveTextContent('declared afterwards');
  });

  it('folds what ate next to nothing into one line, which opens by keyboard', async () => {
    const [worst, release] = eaten.entries;
    const small = Array.from({ length: 21 }, (_, index) => ({
      ...release,
      title: `Release 3.${index}`,
      mark: release.mark && { ...release.mark, id: `small-${index}` },
      share: 0.004,
      postmortemDue: false,
    }));
    show({
      getSloLedger: {
        ...eaten,
        entries: [{ ...worst, share: 0.916 }, ...small],
      },
    });
    const shown = await panel('What ate the budget');

    const entries = await within(shown).findAllByRole('listitem');
    expect(entries).toHaveLength(2);
    expect(entries[1]).toHaveTextContent(
      /^21 deploys, less than 1% each8%Show each of them$/,
    );
    within(shown).getByRole('button', { name: 'Show each of them' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(
      await within(shown).findByRole('button', { name: 'Hide them' }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(within(shown).getAllByRole('listitem')).toHaveLength(23);
    expect(within(shown).getByText(/Release 3.20/)).toBeVisible();
  });

  it('sets burn beside its thresholds and alerts, ours and those of the source', async () => {
    show();
    const burn = await panel('Burn and alerts');

    const windows = within(burn).getByRole('table', { name: 'Burn by window' });
    expect(within(windows).getAllByRole('row')[3]).toHaveTextContent(
      '1h14.8×page 13.4×',
    );
    const [, page, slow, ticket, never] = within(
      within(burn).getByRole('table', { name: 'Burn alerts' }),
    ).getAllByRole('row');
    expect(page).toHaveTextContent(
      'Page above 13.4×over 1h and 5m14.8× and 16.2×FiringFiring',
    );
    expect(slow).toHaveTextContent('FiringPending');
    expect(ticket).toHaveTextContent('FiringUnknown');
    expect(never).toHaveTextContent('It can never fire.');
  });

  it('asks for contributors by another label', async () => {
    const { api } = show();
    const contributors = await panel('Contributors');
    expect(
      await within(contributors).findByText('/quotes'),
    ).toBeInTheDocument();
    const shares = within(contributors).getAllByRole('listitem');
    expect(shares.map(each => each.textContent)).toEqual([
      '/quotes610 events61%',
      '/quotes/{id}/lines80 events8%',
      'All others together310 events31%',
    ]);

    await userEvent.click(within(contributors).getByLabelText('By'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'customer' }),
    );
    await waitFor(() =>
      expect(api.lastInput('getSloContributors')).toMatchObject({
        label: 'customer',
        minutes: 1440,
      }),
    );
  });

  it('says what the policy means now and how it came to that', async () => {
    show();
    const policy = await panel('Budget policy');

    expect(policy).toHaveTextContent(
      'The deploy gate denies ordinary changes. It stays so until more than 10% of the budget is left.',
    );
    expect(policy).toHaveTextContent('Only changes that make the service');
    const steps = within(
      within(policy).getByRole('list', {
        name: "Changes of the budget's state, newest first",
      }),
    ).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent(
      /Critical → ExhaustedFrozen.*2% overspent/,
    );
  });

  it('shows queries with their answers and refusals, and rules with their drift', async () => {
    show();
    const queries = await panel('Queries');
    expect(
      await within(queries).findByText(/query timed out after 10 s/),
    ).toBeInTheDocument();
    expect(queries).toHaveTextContent('store-2 did not answer');
    await userEvent.click(
      within(queries).getByRole('button', { name: 'Show the last answer' }),
    );
    expect(
      await within(queries).findByRole('region', {
        name: 'Last answer to “Bad events”',
      }),
    ).toHaveTextContent('"31"');

    const rules = await panel('Rules');
    expect(await within(rules).findByText('Older')).toBeInTheDocument();
    expect(
      within(rules).getByRole('region', { name: /^What is loaded against/ }),
    ).toHaveTextContent('13.44');
    await userEvent.click(
      within(rules).getByRole('button', { name: 'Show the rules' }),
    );
    expect(
      within(rules).getByRole('region', { name: 'Rules for Prometheus' }),
    ).toHaveTextContent('gold-layer:default.quote-engine.availability');
    expect(
      within(rules).getByRole('button', { name: 'Download' }),
    ).toBeInTheDocument();
  });

  it('records a review with what was found', async () => {
    const { api } = show();
    const review = await panel('Review');
    expect(review).toHaveTextContent('Every 90 days');
    expect(within(review).getByText('Overdue')).toBeInTheDocument();

    await userEvent.click(
      within(review).getByRole('button', { name: 'Record a review …' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: 'Record' }),
    ).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), 'It stays.');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Record' }),
    );
    await waitFor(() =>
      expect(api.lastInput('reviewSlo')).toEqual({
        id: exhausted.id,
        body: { note: 'It stays.' },
      }),
    );
  });

  it('says why one may not record a review', async () => {
    show({
      getSlo: {
        ...detail,
        may: {
          ...detail.may,
          edit: { allowed: false, reason: 'Only Pricing may do that.' },
        },
      },
    });
    expect(await panel('Review')).toHaveTextContent(
      'Only Pricing may do that.',
    );
    expect(
      screen.queryByRole('link', { name: 'Change the objective' }),
    ).not.toBeInTheDocument();
  });

  it('shows the document, where it stands and what it wins over', async () => {
    show();
    const document = await panel('Document');
    expect(
      within(document).getByRole('link', {
        name: /^quote-engine\/openslo.yaml/,
      }),
    ).toBeInTheDocument();
    expect(document).toHaveTextContent('It wins over component:default/');

    await userEvent.click(
      within(document).getByRole('button', { name: 'Read the document' }),
    );
    expect(
      within(document).getByRole('region', { name: 'OpenSLO document' }),
    ).toHaveTextContent('apiVersion: openslo/v1');
  });

  it('keeps all other panels when one cannot be loaded', async () => {
    show({
      getSloLedger: await refusal(503, 'The ledger is being rebuilt'),
      getSloSeries: new Error('no series'),
    });

    const ledger = await panel('What ate the budget');
    expect(await within(ledger).findByRole('alert')).toHaveTextContent(
      'The ledger is being rebuilt',
    );
    expect(
      within(await panel('Burn-down')).getByRole('button', {
        name: 'Try again',
      }),
    ).toBeInTheDocument();
    expect(await panel('Budget policy')).toHaveTextContent('Exhausted');
  });

  it('says why nothing is measured instead of numbers', async () => {
    const row = rows.find(each => each.numbers.state === 'no-data');
    show({
      getSlo: { ...detail, ...row, workedOut: {}, changes: [] },
      getSloSeries: { ...series, points: [], forecast: [] },
      getSloLedger: { entries: [], bad: 0, method: '' },
      getSloContributors: {
        label: 'route',
        labels: ['route'],
        windowMinutes: 1440,
        items: [],
        problem: 'The source has no such metric.',
      },
    });

    const tiles = await screen.findByRole('group', {
      name: 'Numbers of the window',
    });
    expect(tiles).toHaveTextContent('Budget leftUnknown');
    expect(tiles).toHaveTextContent('SLINot measured');
    expect(tiles).toHaveTextContent('ForecastNothing can be foretold.');
    expect(await panel('Burn-down')).toHaveTextContent(
      /Nothing was measured in this time.*customs_requests_total does not exist/,
    );
    expect(await panel('Contributors')).toHaveTextContent(
      'The source has no such metric.',
    );
    expect(screen.getByText('No owner')).toBeInTheDocument();
  });

  it('says that an SLO is not here', async () => {
    show({ getSlo: await refusal(404, 'No SLO found with id default.x.y') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No SLO found with id default.x.y',
    );
    expect(screen.getByRole('link', { name: 'All SLOs' })).toBeInTheDocument();
  });
});
