import { screen, within } from '@testing-library/react';
import { renderScreen } from '../../../__testUtils__/renderScreen';
import { Promises } from './Promises';

describe('what others promise', () => {
  it('tells what is not known from what is promised by nobody', async () => {
    const named = (name: string) => ({
      service: `component:default/${name.toLocaleLowerCase('en-US')}`,
      title: name,
    });
    renderScreen(
      <Promises
        guide={{
          service: 'component:default/checkout',
          dependencies: [
            { ...named('Ledger'), exists: true, objective: '0.9995' },
            { ...named('Geocoder'), exists: true },
            { ...named('Vault'), exists: true, hidden: true },
            { ...named('Safe'), exists: true, hidden: true },
            { ...named('Gone'), exists: false },
          ],
          ceiling: '0.9995',
        }}
      />,
      { answers: {} },
    );
    const list = await screen.findByRole('list', {
      name: 'What others promise',
    });
    const items = within(list).getAllByRole('listitem');
    expect(items.slice(1).map(each => each.textContent)).toEqual([
      'Ledger promises 99.95%.',
      'Geocoder promises nothing.',
      'Vault is not yours to see, so nothing is known of what it promises.',
      'Safe is not yours to see, so nothing is known of what it promises.',
      'Gone is not in the catalog, so nothing is known of what it promises.',
      'All together they allow 99.95%. More can be kept only if their failures are bridged. One promises nothing, one is not in the catalog, 2 are not yours to see: that may lower the number.',
    ]);
    expect(
      within(list)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Ledger', 'Geocoder']);
  });
});
