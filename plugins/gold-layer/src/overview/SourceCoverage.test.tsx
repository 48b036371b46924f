import { overviewSchema } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderScreen } from '../__testUtils__/renderScreen';
import { SourceCoverage } from './SourceCoverage';
import { overview } from './fixtures';

const source = (title: string, services: number, doubts = {}) => ({
  source: title.toLocaleLowerCase('en-US'),
  title,
  services,
  stale: 0,
  failures: 0,
  ...doubts,
});

it('shows the sources that failed or know least, and all others on demand', async () => {
  const coverage = [
    source('Entity', 41),
    source('Repository', 40, { stale: 1 }),
    source('Pager', 12),
    source('Metrics', 30, { failures: 9 }),
    source('Costs', 3),
    source('Tickets', 20),
    source('Tests', 33),
    source('Owners', 38),
  ];
  renderScreen(
    <SourceCoverage
      overview={overviewSchema.parse({ ...overview, coverage })}
    />,
    { answers: {} },
  );
  const panel = within(
    await screen.findByRole('region', { name: 'Where facts come from' }),
  );
  const titles = () =>
    panel
      .getAllByRole('listitem')
      .map(item => within(item).getAllByRole('link')[0].textContent);
  const worst = ['Metrics', 'Repository', 'Costs', 'Pager', 'Tickets', 'Tests'];
  expect(titles()).toEqual(worst);

  await userEvent.click(panel.getByRole('button', { name: 'Show all 8' }));
  expect(titles()).toEqual([...worst, 'Owners', 'Entity']);
});
