import { screen, within } from '@testing-library/react';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { StatusPage } from './StatusPage';
import { healthy, troubled } from './fixtures';

describe('the health page', () => {
  it('says first that all can be trusted, and explains each empty list', async () => {
    renderScreen(<StatusPage />, {
      answers: { getStatus: healthy },
    });

    expect(
      await screen.findByRole('heading', { name: /^Yes\./ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('None. Every definition was read and is in force.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No service waits; results are up to date.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Gold standard' })).toHaveAttribute(
      'href',
      '/gold-layer/scorecards/gold-standard',
    );
  });

  it('names what is wrong: the source, the file and line, what waits', async () => {
    renderScreen(<StatusPage />, {
      answers: { getStatus: troubled },
    });

    expect(
      await screen.findByRole('heading', { name: /^Not all of it/ }),
    ).toBeInTheDocument();
    const sources = screen.getByRole('table', {
      name: 'Sources of facts, worst first',
    });
    const rows = within(sources).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(/Catalog entity.*503.*Error/);
    expect(rows[1]).toHaveTextContent(/Repository.*In order/);
    expect(screen.getByText('scorecards/ours.yaml:12:7')).toBeInTheDocument();
    expect(
      screen.getByText(/did you mean repository\.readme\.present/),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing of it is in force')).toBeInTheDocument();
    expect(screen.getByText(/^3 services, scored/)).toBeInTheDocument();
    expect(screen.getByText(/^2 SLOs cannot be measured/)).toBeInTheDocument();
    const slos = screen.getByRole('region', { name: 'SLOs' });
    expect(within(slos).getByText('9 in repositories')).toBeInTheDocument();
    expect(
      within(slos).getByText(/could not be read: The file does not exist/),
    ).toBeInTheDocument();
    expect(
      within(slos).getByRole('link', { name: /^2 as their source/ }),
    ).toHaveAttribute('href', '/gold-layer/slos?state=error&state=stale');
    expect(
      screen.getByText('connect ECONNREFUSED 127.0.0.1:7007'),
    ).toBeInTheDocument();
  });

  it('never calls a source in order whose facts are out of date', async () => {
    const [repository] = healthy.sources;
    renderScreen(<StatusPage />, {
      answers: {
        getStatus: {
          ...healthy,
          sources: [
            repository,
            {
              ...repository,
              name: 'ci',
              title: 'CI',
              state: 'degraded',
              stale: 3,
            },
          ],
        },
      },
    });

    const sources = await screen.findByRole('table', {
      name: 'Sources of facts, worst first',
    });
    const rows = within(sources).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(/^CI.*Partly out of date/);
    expect(rows[1]).toHaveTextContent(/^Repository.*In order/);
  });

  it('says so when there is no source and no definition at all', async () => {
    renderScreen(<StatusPage />, {
      answers: {
        getStatus: { ...healthy, sources: [], definitions: [] },
      },
    });

    expect(
      await screen.findByText('No source of facts is installed.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No definition is in force, so nothing is scored.'),
    ).toBeInTheDocument();
  });

  it('repeats the sentence of a backend that refuses', async () => {
    renderScreen(<StatusPage />, {
      answers: {
        getStatus: await refusal(403, 'You need gold-layer.service.read'),
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You need gold-layer.service.read',
    );
  });
});
