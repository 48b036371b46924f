import { screen, within } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { exhausted } from '../fixtures';
import { serviceSlos } from '../sloFixtures';
import { CardSlos } from './CardSlos';
import { ServiceSlos } from './ServiceSlos';

const on = {
  id: { kind: 'component', namespace: 'default', name: 'quote-engine' },
  service: exhausted.service,
};
const none = {
  items: [],
  dependencies: [],
  warnings: [],
  problems: [],
};

describe('the SLOs of a service', () => {
  it('are listed, taken together by name, and lead to each', async () => {
    renderScreen(<ServiceSlos {...on} />, {
      answers: { getServiceSlos: serviceSlos },
    });

    const [worst, weighted] = within(
      await screen.findByRole('list', { name: 'Taken together' }),
    ).getAllByRole('listitem');
    expect(worst).toHaveTextContent(
      'The worst of 2: Quotes are answeredExhausted42% overspent',
    );
    expect(weighted).toHaveTextContent(
      'Not measured, so not in it: Quote latency',
    );
    const table = screen.getByRole('table', {
      name: 'SLOs of this service, worst first',
    });
    expect(
      within(table).getByRole('link', { name: exhausted.title }),
    ).toHaveAttribute('href', `/gold-layer/slos/${exhausted.id}`);
  });

  it('say what dependencies allow', async () => {
    renderScreen(<ServiceSlos {...on} />, {
      answers: { getServiceSlos: serviceSlos },
    });

    const panel = await screen.findByRole('region', {
      name: 'What dependencies allow',
    });
    expect(panel).toHaveTextContent(
      'All together they promise 99.5%: no objective above that can be kept by design',
    );
    expect(panel).toHaveTextContent(
      'One promises nothing, one is not in the catalog, one is not yours to see: that may lower the number.',
    );
    expect(
      within(panel).getByRole('list', { name: 'Stricter than possible' }),
    ).toHaveTextContent('Rates carries only 99.5%');
    const [, rates, geocoder, vault, gone] = within(
      within(panel).getByRole('table'),
    ).getAllByRole('row');
    expect(rates).toHaveTextContent('Rates99.5%40% left');
    expect(geocoder).toHaveTextContent('GeocoderNothing');
    expect(vault).toHaveTextContent('Vault (not yours to see)Unknown');
    expect(within(vault).queryByRole('link')).not.toBeInTheDocument();
    expect(gone).toHaveTextContent('Gone (not in the catalog)Unknown');
  });

  it('name documents that could not be used, with line and repair', async () => {
    renderScreen(<ServiceSlos {...on} />, {
      answers: {
        getServiceSlos: { ...none, problems: serviceSlos.problems },
      },
    });

    expect(
      await screen.findByRole('group', { name: 'Documents with problems' }),
    ).toHaveTextContent(
      'quote-engine/latency.yamlLine 14: spec.objectives.0.target: found 99.9; right would be a fraction below 1, such as 0.999.',
    );
    expect(
      screen.getByText(
        'No SLO could be read from the documents of this service.',
      ),
    ).toBeInTheDocument();
  });

  it('say how to make the first one', async () => {
    renderScreen(<ServiceSlos {...on} />, {
      answers: { getServiceSlos: none },
    });

    expect(
      await screen.findByText('This service promises nothing yet.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'make an SLO' })).toHaveAttribute(
      'href',
      '/gold-layer/slos/new?service=component%3Adefault%2Fquote-engine',
    );
  });

  it('are a line on the card that names the one with the least left', async () => {
    renderScreen(<CardSlos {...on} />, {
      answers: { getServiceSlos: serviceSlos },
    });

    const line = await screen.findByText(/1 exhausted, 1 OK; least left:/);
    expect(line).toHaveTextContent(
      '2 SLOs: 1 exhausted, 1 OK; least left: Quotes are answered (42% overspent)',
    );
    expect(within(line).getByRole('link', { name: '2 SLOs' })).toHaveAttribute(
      'href',
      '/catalog/default/component/quote-engine/gold-layer?view=slos',
    );
  });

  it('do not go by what was left of one that is not measured any more', async () => {
    const stale = {
      ...exhausted,
      numbers: { ...exhausted.numbers, state: 'stale' as const },
    };
    const rest = serviceSlos.items.filter(({ id }) => id !== exhausted.id);
    renderScreen(<CardSlos {...on} />, {
      answers: { getServiceSlos: { ...serviceSlos, items: [stale, ...rest] } },
    });

    const line = await screen.findByText(/1 stale, 1 OK; least left:/);
    expect(line).not.toHaveTextContent(exhausted.title);
  });
});
