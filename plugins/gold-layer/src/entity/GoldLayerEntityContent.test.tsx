import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { serviceSlos } from '../slos/sloFixtures';
import { GoldLayerEntityCard } from './GoldLayerEntityCard';
import { GoldLayerEntityContent } from './GoldLayerEntityContent';
import { facts, history, scorecards, service } from './fixtures';

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default' },
};

function everything(): FakeAnswers {
  return {
    getServiceScorecards: scorecards,
    getService: service,
    getServiceFacts: facts,
    getServiceHistory: history,
    refreshService: {
      sources: [
        { name: 'entity' },
        { name: 'repository', error: 'The forge answered 503.' },
      ],
    },
  };
}

function open(
  options: {
    at?: string;
    answers?: FakeAnswers;
    entity?: Entity;
    allowed?: boolean;
  } = {},
) {
  const {
    at = '/',
    answers = everything(),
    entity = checkout,
    allowed,
  } = options;
  renderScreen(
    <EntityProvider entity={entity}>
      <GoldLayerEntityContent />
    </EntityProvider>,
    { answers, at, allowed },
  );
  return answers;
}

describe('the tab of a service', () => {
  afterEach(() => Reflect.deleteProperty(Element.prototype, 'scrollIntoView'));

  it('answers first where the service stands, then what to do', async () => {
    open();

    expect(
      await screen.findByRole('heading', {
        name: 'It holds Bronze on Gold standard: 2 checks to Silver.',
      }),
    ).toBeInTheDocument();
    const rungs = within(
      screen.getByRole('list', { name: 'Levels, highest first' }),
    ).getAllByRole('listitem');
    expect(rungs[0]).toHaveTextContent('Silver2 of 2 checks missing');
    expect(rungs[1]).toHaveTextContent('BronzeHeld: all 2 checks in order');
    const steps = screen.getByRole('region', { name: 'Next steps' });
    expect(within(steps).getAllByRole('listitem')[0]).toHaveTextContent(
      /1\.Has a runbook.*Takes a few hours; open in 12 services/,
    );
    expect(await screen.findByText('Critical')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Payments' })).toBeInTheDocument();
  });

  it('names the level that there is something to do for, past one without questions', async () => {
    const [scorecard] = scorecards.items;
    const [bronze, silver] = scorecard.levels;
    open({
      answers: {
        ...everything(),
        getServiceScorecards: {
          items: [
            {
              ...scorecard,
              levels: [
                bronze,
                { ...silver, missing: 0, applicable: 0 },
                {
                  name: 'gold',
                  title: 'Gold',
                  rank: 3,
                  held: false,
                  missing: 2,
                  applicable: 2,
                },
              ],
            },
          ],
        },
      },
    });

    expect(
      await screen.findByRole('heading', {
        name: 'It holds Bronze on Gold standard: 2 checks to Gold.',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Gold standard.*2 checks to Gold$/ }),
    ).toBeInTheDocument();
  });

  it('says since when nothing has changed, and that all was scored after', async () => {
    const now = new Date().toISOString();
    open({
      answers: {
        ...everything(),
        getServiceScorecards: { ...scorecards, lastFullAt: now },
      },
    });

    const panel = await screen.findByRole('region', { name: 'Gold standard' });
    expect(panel).toHaveTextContent(/Last changed .*, by version 1\.2\.0\./);
    expect(panel).toHaveTextContent('All services were last scored just now.');
  });

  it('says that scoring failed, and that what is shown is from before', async () => {
    open({
      answers: {
        ...everything(),
        getServiceScorecards: {
          ...scorecards,
          lastFullAt: new Date().toISOString(),
          failure: {
            at: new Date().toISOString(),
            error: 'The record is too deep.',
          },
        },
      },
    });

    expect(
      await screen.findByText(/^Scoring this service failed/),
    ).toHaveTextContent(
      'Scoring this service failed just now. Whatever is shown is from before; newer facts do not count yet. The error: The record is too deep.',
    );
    expect(
      screen.queryByText(/All services were last scored/),
    ).not.toBeInTheDocument();
  });

  it('opens a failing check with why, how to fix it and the facts behind', async () => {
    open();

    await userEvent.click(
      await screen.findByRole('button', {
        name: /^Has a runbook .*Runbooks in the repository: 0, needed more than 0/,
      }),
    );
    expect(screen.getByText(/Whoever is called at night/)).toBeInTheDocument();
    expect(
      await screen.findByText(/Write the first steps into/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Read more/ })).toHaveAttribute(
      'href',
      'https://handbook.example.com/runbooks',
    );
    const inputs = screen.getByRole('table', {
      name: 'Facts behind Has a runbook',
    });
    expect(within(inputs).getAllByRole('row')[1]).toHaveTextContent(
      /^Runbooks in the repositoryrepository\.runbooks\.count0Up to daterepository/,
    );
  });

  it('keeps passing checks behind a button and never calls a stale fact passed', async () => {
    open({ at: '/?check=unit-coverage' });

    const inputs = await screen.findByRole('table', {
      name: 'Facts behind Unit tests cover 80%',
    });
    expect(inputs).toHaveTextContent('91.5%Out of date');
    expect(screen.queryByText('Has a README')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 2 checks' }),
    );
    expect(screen.getByText('Has a README')).toBeInTheDocument();
  });

  it('opens a check again that was closed by hand, each time its step is chosen', async () => {
    const scrolled = jest.fn();
    Element.prototype.scrollIntoView = scrolled;
    open();
    const step = () =>
      userEvent.click(screen.getByRole('button', { name: 'Has a runbook' }));
    const check = () =>
      screen.getByRole('button', { name: /^Has a runbook .*Runbooks in the/ });

    await screen.findByRole('region', { name: 'Next steps' });
    await step();
    expect(check()).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(check());
    expect(check()).toHaveAttribute('aria-expanded', 'false');
    await step();
    expect(check()).toHaveAttribute('aria-expanded', 'true');
    expect(scrolled).toHaveBeenCalledTimes(2);
    await step();
    expect(scrolled).toHaveBeenCalledTimes(3);
  });

  it('hides checks again, also the one that was asked for', async () => {
    open({ at: '/?check=has-readme' });

    expect(await screen.findByText('Has a README')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(screen.queryByText('Has a README')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 2 checks' }),
    );
    expect(screen.getByText('Has a README')).toBeInTheDocument();
  });

  it('shows a level that a pushed fact has changed, without a reload', async () => {
    const answers = open();
    await screen.findByRole('heading', { name: /It holds Bronze/ });

    const [scorecard] = scorecards.items;
    Object.assign(answers, {
      getServiceScorecards: {
        items: [
          {
            ...scorecard,
            standing: {
              ...scorecard.standing,
              level: 'silver',
              rank: 2,
              toNext: undefined,
            },
          },
        ],
      },
    });

    expect(
      await screen.findByRole(
        'heading',
        {
          name: 'It holds Silver on Gold standard: highest level reached.',
        },
        { timeout: 15_000 },
      ),
    ).toBeInTheDocument();
  }, 20_000);

  it('lists facts with value, source and age, and who could give the missing ones', async () => {
    open({ at: '/?view=facts' });

    const known = await screen.findByRole('table', { name: /^Known facts/ });
    const rows = within(known).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /testing\.coverage\.unit91\.5%Out of date/,
    );
    expect(rows[1]).toHaveTextContent(
      /README present.*YesUp to daterepository/,
    );
    expect(
      within(screen.getByRole('table', { name: 'Missing facts' })).getAllByRole(
        'row',
      )[1],
    ).toHaveTextContent(/Last load test.*push$/);

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Find a fact' }),
      'readme',
    );
    expect(
      screen.queryByRole('table', { name: 'Missing facts' }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('README present')).toBeInTheDocument();
  });

  it('tells the history of levels and checks', async () => {
    open({ at: '/?view=history' });

    const panel = await screen.findByRole('region', { name: 'History' });
    const [level, check] = await within(panel).findAllByRole('listitem');
    expect(level).toHaveTextContent(
      'Level on Gold standardNo level yet → Bronze',
    );
    expect(check).toHaveTextContent('Has a READMEFailing → Passing');
  });

  it('walks through the history page by page, one at a time', async () => {
    let answer = () => {};
    const arrives = new Promise<void>(resolve => {
      answer = resolve;
    });
    const [level, check] = history.items;
    const page = (title: string, nextCursor?: string) => ({
      items: Array(25)
        .fill(check)
        .map((each, n) => ({
          ...each,
          check: `c${n}`,
          title: `${title} ${n}`,
        })),
      totalItems: 51,
      pageInfo: { nextCursor },
    });
    open({
      at: '/?view=history',
      answers: {
        ...everything(),
        getServiceHistory: async ({ cursor }) => {
          if (cursor === 'c2') await arrives;
          if (cursor === 'c2') return page('Second', 'c3');
          return cursor
            ? { ...page('Third'), items: [level] }
            : page('First', 'c2');
        },
      },
    });
    await screen.findByText('First 0');

    const next = screen.getByRole('button', { name: 'Next' });
    await userEvent.dblClick(next);
    answer();
    expect(await screen.findByText('Second 0')).toBeInTheDocument();
    expect(screen.getByText('26–50 of 51 changes')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('51–51 of 51 changes')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('Second 0')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('First 0')).toBeInTheDocument();
  });

  it('shows the SLOs of the service', async () => {
    open({
      at: '/?view=slos',
      answers: { ...everything(), getServiceSlos: serviceSlos },
    });

    expect(
      await screen.findByRole('list', { name: 'Taken together' }),
    ).toHaveTextContent('The worst of 2: Quotes are answered');
    expect(screen.getByRole('tab', { name: 'SLOs' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('shows the record in words, its problems, ownership and the Gold answer', async () => {
    open({ at: '/?view=record' });

    const record = await screen.findByRole('region', {
      name: 'Service record',
    });
    expect(record).toHaveTextContent('Peak load1,200 requests/s');
    expect(record).toHaveTextContent('Serves customersYes');
    expect(record).toHaveTextContent(
      'spec.goldLayer.drTier is "two"; it may be 1, 2, 3 or 4, without quotes.',
    );
    expect(record).toHaveTextContent(/Not declared: .*Runbooks/);
    const owner = screen.getByRole('region', { name: 'Ownership' });
    expect(owner).toHaveTextContent('Payments, with 5 members');
    expect(owner).toHaveTextContent('No on-call rotation declared.');
    expect(
      screen.getByText('Yes, this service should be Gold.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Ledger' })).toBeInTheDocument();
  });

  it('collects facts on request and names the source that failed', async () => {
    open();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Collect facts now' }),
    );
    expect(await screen.findByText(/1 source of 2 failed/)).toBeInTheDocument();
    expect(
      screen.getByText('repository: The forge answered 503.'),
    ).toBeInTheDocument();
  });

  it('hides that button from those who may not', async () => {
    // The portal remembers permissions it has asked for, so this asks for another.
    const entity = {
      ...checkout,
      metadata: { name: 'refunds', namespace: 'default' },
    };
    open({ entity, allowed: false });

    await screen.findByRole('heading', { name: /It holds Bronze/ });
    expect(
      screen.queryByRole('button', { name: 'Collect facts now' }),
    ).not.toBeInTheDocument();
  });

  it('says that a service is not known yet, and notices when it is', async () => {
    const notFound = await refusal(404, 'No service found');
    const answers = open({
      answers: {
        getServiceScorecards: notFound,
        getService: notFound,
      },
    });

    expect(
      await screen.findByText('Gold Layer does not know this service yet.'),
    ).toBeInTheDocument();
    Object.assign(answers, {
      getServiceScorecards: scorecards,
      getService: service,
    });
    expect(
      await screen.findByRole(
        'heading',
        { name: /It holds Bronze/ },
        { timeout: 15_000 },
      ),
    ).toBeInTheDocument();
  }, 20_000);

  it('repeats why one may not see it', async () => {
    const forbidden = await refusal(403, 'Only owners may read this');
    open({
      answers: {
        getServiceScorecards: forbidden,
        getService: forbidden,
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only owners may read this',
    );
  });

  it('says when what it shows is the last known state', async () => {
    open({
      answers: {
        getServiceScorecards: scorecards,
        getService: { ...service, stale: true },
      },
    });

    expect(
      await screen.findByText(/catalog could not be reached lately/),
    ).toBeInTheDocument();
  });

  it('explains why nothing scores the service, and still shows its record', async () => {
    open({
      at: '/?view=record',
      answers: {
        getServiceScorecards: { items: [] },
        getService: service,
      },
    });

    expect(
      await screen.findByText('No scorecard has scored this service.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'Service record' }),
    ).toBeInTheDocument();
  });
});

describe('the card of a service', () => {
  function openCard(answers: FakeAnswers) {
    renderScreen(
      <EntityProvider entity={checkout}>
        <GoldLayerEntityCard />
      </EntityProvider>,
      { answers },
    );
  }

  it('gives the level, the next step and the gaps, each leading to the tab', async () => {
    openCard(everything());

    expect(
      await screen.findByRole('link', { name: 'Has a runbook' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/gold-layer?scorecard=gold-standard&check=has-runbook',
    );
    expect(screen.getByText('Bronze')).toBeInTheDocument();
    expect(screen.getByText('2 checks to Silver')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: '1 gap in ownership' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/gold-layer?view=record',
    );
  });

  it('says that scoring failed', async () => {
    openCard({
      ...everything(),
      getServiceScorecards: {
        items: [],
        failure: { at: '2026-11-21T08:00:00Z', error: 'Too deep.' },
      },
    });

    expect(
      await screen.findByText(/^Scoring this service failed/),
    ).toHaveTextContent('The error: Too deep.');
  });

  it('says so when the service is not known, and notices when it is', async () => {
    const notFound = await refusal(404, 'No service found');
    const answers: FakeAnswers = {
      getServiceScorecards: notFound,
      getService: notFound,
    };
    openCard(answers);

    expect(
      await screen.findByText('Gold Layer does not know this service yet.'),
    ).toBeInTheDocument();
    Object.assign(answers, everything());
    expect(
      await screen.findByText('2 checks to Silver', {}, { timeout: 15_000 }),
    ).toBeInTheDocument();
  }, 20_000);
});
