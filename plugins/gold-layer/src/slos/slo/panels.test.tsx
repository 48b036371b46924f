import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../__testUtils__/FakeGoldLayerApi';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { SlosPage } from '../SlosPage';
import { series } from '../chartFixtures';
import { exhausted } from '../fixtures';
import { detail, queries, sloAnswers } from '../sloFixtures';

const show = (slo: Partial<SloDetail> = {}, answers: FakeAnswers = {}) =>
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/${exhausted.id}`,
      answers: { ...sloAnswers, getSlo: { ...detail, ...slo }, ...answers },
    },
  );

const panel = (name: string) => screen.findByRole('region', { name });

describe('who hears of a burn alert', () => {
  it.each([
    ['loaded', 'Unknown', 'its Alertmanager calls'],
    ['missing', 'Not loaded', 'Gold Layer notifies the owners'],
    ['older', 'Not loaded', 'Gold Layer notifies the owners'],
    ['unknown', 'Unknown', 'Gold Layer notifies the owners'],
    ['not-needed', 'Not needed', 'Gold Layer watches the alerts itself'],
  ] as const)('with rules that are %s', async (rules, atSource, told) => {
    show({ rules });

    const burn = await panel('Burn and alerts');
    const ticket = within(
      within(burn).getByRole('table', { name: 'Burn alerts' }),
    ).getAllByRole('row')[3];
    expect(ticket).toHaveTextContent(`Firing${atSource}`);
    expect(burn).toHaveTextContent(told);
  });
});

describe('the queries of an SLO', () => {
  it('say why there is no answer', async () => {
    const problem = 'The source did not answer within 10 seconds';
    show({}, { getSloQueries: { items: [], problem } });

    const shown = await panel('Queries');
    expect(await within(shown).findByText(problem)).toBeInTheDocument();
    expect(shown).not.toHaveTextContent('No source is asked');
  });

  it('say what else is wrong beside those that were answered', async () => {
    const problem = 'Only two queries were asked';
    show({}, { getSloQueries: { ...queries, problem } });

    const shown = await panel('Queries');
    expect(await within(shown).findByText(problem)).toBeInTheDocument();
    expect(within(shown).getAllByRole('listitem')).toHaveLength(2);
  });
});

describe('the runbook of an SLO', () => {
  it('is a link where it is an address of the web', async () => {
    show();
    expect(
      await screen.findByRole('link', { name: /^Runbook/ }),
    ).toHaveAttribute('href', detail.spec.runbook);
  });

  it.each(['docs/runbooks/quotes.md', ['javascript', 'alert(1)'].join(':')])(
    'is text where it is %s',
    async runbook => {
      show({ spec: { ...detail.spec, runbook } });
      expect(await screen.findByText(`Runbook: ${runbook}`)).toBeVisible();
      expect(
        screen.queryByRole('link', { name: /Runbook/ }),
      ).not.toBeInTheDocument();
    },
  );
});

describe('the burn-down of an SLO', () => {
  const at = (days: number) =>
    new Date(
      Date.parse(series.forecast[0].at) + days * 86_400_000,
    ).toISOString();
  const burning = {
    ...series,
    atBurn: [
      { at: at(0), remaining: 0.4 },
      { at: at(2), remaining: 0.1 },
      { at: at(4), remaining: -0.5 },
    ],
  };

  it('names the line at the present burn beside the one without any', async () => {
    show({}, { getSloSeries: burning });

    const legend = await within(await panel('Burn-down')).findByRole('list', {
      name: 'Legend',
    });
    expect(legend).toHaveTextContent('If clean from now on');
    expect(legend).toHaveTextContent('At the present burn');
  });

  it('has no such line where nothing burns', async () => {
    show();

    const legend = await within(await panel('Burn-down')).findByRole('list', {
      name: 'Legend',
    });
    expect(legend).toHaveTextContent('If clean from now on');
    expect(legend).not.toHaveTextContent('At the present burn');
  });
});
