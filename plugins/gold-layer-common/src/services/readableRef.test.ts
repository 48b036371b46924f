import { readableRef } from './readableRef';

it.each([
  ['group:default/team-a', 'Team A'],
  ['user:default/jane.doe', 'Jane Doe'],
  ['group:default/sre', 'Sre'],
  ['system:shop/tills_and_cards', 'Tills And Cards'],
  ['payments', 'Payments'],
  ['group:payments', 'Payments'],
])('calls %s "%s"', (ref, name) => {
  expect(readableRef(ref)).toBe(name);
});
