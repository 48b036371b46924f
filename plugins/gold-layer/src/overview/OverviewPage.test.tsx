import { ResponseError } from '@backstage/errors';
import {
  overviewSchema,
  type Overview,
} from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderScreen } from '../__testUtils__/renderScreen';
import { OverviewPage } from './OverviewPage';
import { overview } from './fixtures';

const show = (getOverview: Overview | Error, at?: string) =>
  renderScreen(<OverviewPage />, { answers: { getOverview }, at });

const panel = (name: string) => screen.findByRole('region', { name });

describe('OverviewPage', () => {
  it('leads every number to the list behind it', async () => {
    show(overview);

    const glance = await panel('At a glance');
    expect(
      within(glance).getByRole('link', { name: '14 hold no level yet' }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&level=none',
    );

    const levels = await panel('Levels by tier');
    expect(
      within(levels).getByRole('link', { name: '2 Gold' }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&tier=critical&level=gold',
    );

    const blockers = await panel('What holds most services back');
    expect(
      within(blockers).getByRole('link', {
        name: '12 failing: A runbook is linked',
      }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&check=runbook-linked&state=fail&blocking=true',
    );

    const sources = await panel('Where facts come from');
    expect(
      within(sources).getByRole('link', {
        name: '2 stale: services of Repository',
      }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?source=repository&sourceState=stale',
    );

    const slos = await panel('SLOs');
    expect(
      within(slos).getByRole('link', { name: /1 exhausted/ }),
    ).toHaveAttribute('href', '/gold-layer/slos?state=exhausted');
    expect(
      within(slos).getByRole('link', { name: 'Checkout answers' }),
    ).toHaveAttribute('href', '/gold-layer/slos/default.checkout.answered');
    expect(within(slos).getByText('12% overspent')).toBeInTheDocument();
    expect(
      within(slos).getByRole('link', {
        name: '3 important services without an SLO',
      }),
    ).toBeInTheDocument();

    const gaps = await panel('Gaps in ownership');
    expect(
      within(gaps).getByRole('link', { name: 'No on-call rotation' }),
    ).toHaveAttribute('href', '/gold-layer/services?gap=no-rotation');

    const gold = await panel('Should it be Gold?');
    expect(
      within(gold).getByRole('link', {
        name: 'See which of these 8 are not Gold yet',
      }),
    ).toHaveAttribute(
      'href',
      '/gold-layer/services?scorecard=gold-standard&gold=yes&gold=raise&level=none&level=bronze&level=silver',
    );
  });

  it('does not take promises that cannot be read for none', async () => {
    const none = { total: 0, states: [], worst: [] };
    const slos = { ...overview.slos, ...none, brokenDocuments: 2 };
    show(overviewSchema.parse({ ...overview, slos }));

    const glance = within(await panel('SLOs'));
    expect(
      glance.getByText(/^2 documents of SLOs cannot be read/),
    ).toBeInTheDocument();
    expect(glance.getByRole('link', { name: 'health page' })).toHaveAttribute(
      'href',
      '/gold-layer/health',
    );
    expect(glance.queryByText(/Nobody has promised/)).not.toBeInTheDocument();
  });

  it('says of broken documents beside the SLOs that there are', async () => {
    const slos = { ...overview.slos, brokenDocuments: 1 };
    show(overviewSchema.parse({ ...overview, slos }));

    const glance = within(await panel('SLOs'));
    expect(
      glance.getByText(/^1 document of SLOs cannot be read/),
    ).toBeInTheDocument();
    expect(
      glance.getByRole('link', { name: 'Checkout answers' }),
    ).toBeInTheDocument();
  });

  it('says in words what each bar shows', async () => {
    show(overview);

    expect(
      await screen.findByRole('img', {
        name: 'No level yet: 4 services, Bronze: 0 services, Silver: 0 services, Gold: 0 services',
      }),
    ).toBeInTheDocument();
  });

  it('shows who fell, and says so plainly when nobody climbed', async () => {
    show(overview);

    const fell = await panel('Fell this week');
    expect(
      within(fell).getByRole('link', { name: 'Quote engine' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/quote-engine/gold-layer',
    );
    expect(within(fell).getByText('Silver')).toBeInTheDocument();
    expect(within(fell).getByText('No level yet')).toBeInTheDocument();

    const climbed = await panel('Climbed this week');
    expect(
      within(climbed).getByText(/No service reached a higher level/),
    ).toBeInTheDocument();
  });

  it('asks for another scorecard and keeps the choice in the address', async () => {
    const { api } = show(overview);

    await userEvent.click(await screen.findByLabelText('Measured by'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Golden signals' }),
    );

    expect(await screen.findByLabelText('Address')).toHaveTextContent(
      '/?scorecard=golden-signals',
    );
    expect(api.lastInput('getOverview')).toEqual({
      scorecard: 'golden-signals',
    });
  });

  it('warns that the catalog was not reached', async () => {
    show({ ...overview, stale: true });

    expect(
      await screen.findByText(/The catalog could not be reached lately/),
    ).toBeInTheDocument();
  });

  it('says why it is empty and what to do', async () => {
    show({ ...overview, services: 0 });

    expect(
      await screen.findByText('There are no services here that you may see.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Register one/)).toBeInTheDocument();
  });

  it('says where to look when no scorecard is in force', async () => {
    show({ ...overview, scorecard: undefined, scorecards: [], blockers: [] });

    const levels = await panel('Levels by tier');
    expect(
      within(levels).getByRole('link', { name: 'health page' }),
    ).toHaveAttribute('href', '/gold-layer/health');
  });

  it('tells someone without the permission which one is missing', async () => {
    show(
      await ResponseError.fromResponse(
        new Response(
          JSON.stringify({
            error: {
              name: 'NotAllowedError',
              message:
                'Reading the overview needs the permission gold-layer.service.read, which you do not have',
            },
            response: { statusCode: 403 },
          }),
          { status: 403, headers: { 'content-type': 'application/json' } },
        ),
      ),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not see this.*Reading the overview.*can give you the permission gold-layer\.service\.read\./,
    );
  });
});
