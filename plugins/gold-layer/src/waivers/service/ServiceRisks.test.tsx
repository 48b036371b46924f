import { screen, within } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { requested } from '../fixtures';
import { CardRisks } from './CardRisks';
import { ServiceRisks } from './ServiceRisks';

const service = requested.service;
const debt = {
  points: 6,
  waivers: 1,
  byLevel: { low: 0, moderate: 0, high: 1, severe: 0 },
  byOwner: [],
};

describe('the risks of a service', () => {
  it('are listed with their size and end, and lead to each', async () => {
    const { api } = renderScreen(<ServiceRisks service={service} />, {
      answers: {
        getRiskDebt: debt,
        listWaivers: { items: [requested], totalItems: 1, pageInfo: {} },
      },
    });
    const panel = await screen.findByRole('region', {
      name: 'Risk debt: 6 points',
    });
    expect(
      await within(panel).findByRole('link', { name: requested.title }),
    ).toHaveAttribute('href', `/gold-layer/risks/${requested.id}`);
    expect(panel).toHaveTextContent('High risk');
    expect(api.lastInput('listWaivers')).toMatchObject({
      service,
      state: ['requested', 'active'],
    });
  });

  it('are a line on the card, and none where nothing is accepted', async () => {
    renderScreen(<CardRisks service={service} />, {
      answers: { getRiskDebt: debt },
    });
    expect(
      await screen.findByRole('link', { name: '1 accepted risk' }),
    ).toHaveAttribute('href', expect.stringContaining('/gold-layer/risks?'));
  });
});
