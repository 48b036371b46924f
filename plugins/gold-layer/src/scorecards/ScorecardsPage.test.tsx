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
      input: { name: 'gold-standard', by: 'tier' },
    });
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
