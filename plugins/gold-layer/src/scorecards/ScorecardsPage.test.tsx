import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ScorecardsPage } from './ScorecardsPage';
import { breakdown, detail, facets, list, trend } from './fixtures';

const answers: FakeAnswers = {
  listScorecards: list,
  getScorecard: detail,
  getScorecardBreakdown: breakdown,
  getScorecardTrend: trend,
  listServiceFacets: facets,
};

function open(at: string, given = answers) {
  return renderScreen(<ScorecardsPage />, {
    answers: given,
    mountPath: '/gold-layer/scorecards/*',
    at: `/gold-layer/scorecards${at}`,
  }).api;
}

describe('the list of scorecards', () => {
  it('gives each scorecard with its question, levels, pass rate and version, worst first', async () => {
    open('');

    const panels = await screen.findAllByRole('region', { name: /^Gold/ });
    expect(panels[0]).toHaveAccessibleName('Gold standard');
    expect(panels[0]).toHaveTextContent('built and run as carefully');
    expect(panels[0]).toHaveTextContent(
      '42 services: 63% of checks pass, 81% are answered',
    );
    expect(panels[0]).toHaveTextContent('Version 1.2.0, built-in');
    expect(
      within(panels[0]).getByRole('link', { name: '15 Bronze' }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&level=bronze',
    );
    expect(panels[1]).toHaveTextContent('It applies to no service you may see');
  });

  it('says when it speaks of the last known services', async () => {
    open('', { listScorecards: { ...list, stale: true } });

    expect(
      await screen.findByText(/catalog could not be reached lately/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Gold standard' }),
    ).toBeInTheDocument();
  });

  it('sends to the health page when no scorecard is in force', async () => {
    open('', { listScorecards: { items: [] } });

    expect(
      await screen.findByText('No scorecard is in force.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Health' })).toHaveAttribute(
      'href',
      '/gold-layer/health',
    );
  });
});

describe('the page of one scorecard', () => {
  it('puts the check that holds most services back first, each number leading to its services', async () => {
    open('/gold-standard?tier=critical');

    const checks = await screen.findByRole('region', { name: 'Checks' });
    const titles = within(checks).getAllByRole('heading', { level: 3 });
    expect(titles.map(title => title.textContent)).toEqual([
      'Has a runbook',
      'Has a README',
    ]);
    expect(
      within(checks).getByRole('link', { name: '25 failing' }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?tier=critical&scorecard=gold-standard&check=has-runbook&state=fail',
    );

    await userEvent.click(
      within(checks).getByRole('button', {
        name: 'How to fix: Has a runbook',
      }),
    );
    expect(
      await within(checks).findByText(/Write the first steps/),
    ).toBeVisible();
    expect(
      within(checks).getByText('facts.repository.runbooks.count > 0'),
    ).toBeVisible();
  });

  it('asks for the filters in the address and takes them away again', async () => {
    const api = open(
      '/gold-standard?tier=critical&tier=nonsense&owner=group:default/payments',
    );

    await screen.findByRole('region', { name: 'Checks' });
    expect(api.calls).toContainEqual({
      name: 'getScorecard',
      input: {
        name: 'gold-standard',
        tier: ['critical'],
        owner: ['group:default/payments'],
        system: undefined,
        domain: undefined,
      },
    });
    expect(api.calls).toContainEqual({
      name: 'getScorecardBreakdown',
      input: {
        name: 'gold-standard',
        tier: ['critical'],
        owner: ['group:default/payments'],
        by: 'owner',
        limit: 25,
      },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(api.calls).toContainEqual({
      name: 'getScorecard',
      input: {
        name: 'gold-standard',
        tier: undefined,
        owner: undefined,
        system: undefined,
      },
    });
  });

  it('compares teams, and on request tiers', async () => {
    const api = open('/gold-standard');

    const table = await screen.findByRole('table', { name: /team by team/ });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(/Payments40%8/);
    expect(rows[1]).toHaveTextContent('No owner');
    expect(within(rows[0]).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&owner=group%3Adefault%2Fpayments&level=bronze',
    );

    await userEvent.click(screen.getByRole('tab', { name: 'By tier' }));
    expect(api.calls).toContainEqual({
      name: 'getScorecardBreakdown',
      input: { name: 'gold-standard', by: 'tier', limit: 25 },
    });
  });

  it('compares the teams that need help most, and more of them on request', async () => {
    const [payments] = breakdown.items;
    const teams = Array.from({ length: 30 }, (_, index) => ({
      ...payments,
      value: `group:default/team-${index}`,
      title: `Team ${index}`,
    }));
    open('/gold-standard', {
      ...answers,
      getScorecardBreakdown: ({ limit }) => ({
        items: teams.slice(0, Number(limit)),
        totalItems: teams.length,
      }),
    });

    expect(await screen.findByText('Team 24')).toBeInTheDocument();
    expect(screen.queryByText('Team 25')).not.toBeInTheDocument();
    expect(
      screen.getByText('The 25 that need help most, of 30 groups.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('Team 29')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
  });

  it('says when it speaks of the last known services', async () => {
    open('/gold-standard', {
      ...answers,
      getScorecard: { ...detail, stale: true },
    });

    expect(
      await screen.findByText(/catalog could not be reached lately/),
    ).toBeInTheDocument();
  });

  it('draws no more choices of a filter than can be read, and finds the others', async () => {
    const owners = Array.from({ length: 150 }, (_, index) => ({
      value: `group:default/team-${index}`,
      title: `Team ${index}`,
      count: 1,
    }));
    open('/gold-standard', {
      ...answers,
      listServiceFacets: { ...facets, owners },
    });

    const field = await screen.findByLabelText('Owner');
    await userEvent.click(field);
    const rest = await screen.findByRole('option', {
      name: '50 more choices. Type to find one.',
    });
    expect(rest).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getAllByRole('option')).toHaveLength(101);
    await userEvent.type(field, 'team 149');
    await userEvent.click(await screen.findByRole('option', { name: /149/ }));
    expect(await screen.findByLabelText('Address')).toHaveTextContent(
      'owner=group%3Adefault%2Fteam-149',
    );
  });

  it('tells the trend in words and as a table, days worked out later marked', async () => {
    open('/gold-standard');

    const panel = await screen.findByRole('region', { name: 'Trend' });
    expect(
      await within(panel).findByText(
        /Since Nov 19, 2026: Silver \+2, Bronze \+3, Below Bronze −5\./,
      ),
    ).toBeInTheDocument();
    expect(panel).toHaveTextContent('Nov 19, 2026 to Nov 19, 2026');

    await userEvent.click(
      within(panel).getByRole('button', { name: 'Show as table' }),
    );
    const rows = within(
      within(panel).getByRole('table', { name: /day by day/ }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('Nov 21, 202671520seen');
    expect(rows[3]).toHaveTextContent('Nov 19, 202651225worked out later');
  });

  it('shows the document behind it', async () => {
    open('/gold-standard');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Read the YAML' }),
    );
    const source = screen.getByRole('region', {
      name: 'Definition of Gold standard',
    });
    expect(source).toHaveTextContent('kind: Scorecard');
  });

  it('says so when there is no such scorecard', async () => {
    open('/nothing', { getScorecard: await refusal(404, 'None') });

    expect(
      await screen.findByText('There is no scorecard named nothing.'),
    ).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    const given: FakeAnswers = {
      getScorecard: await refusal(500, 'The database is locked'),
    };
    open('/gold-standard', given);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is locked',
    );
    Object.assign(given, answers);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Gold standard' }),
    ).toBeInTheDocument();
  });
});
