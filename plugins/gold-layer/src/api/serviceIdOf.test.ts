import { serviceIdOf } from './serviceIdOf';

it.each([
  [
    'component:default/checkout',
    { kind: 'component', namespace: 'default', name: 'checkout' },
  ],
  ['checkout', undefined],
  ['component:default/', undefined],
  ['', undefined],
])('%j names the service %j', (ref, id) => {
  expect(serviceIdOf(ref)).toEqual(id);
});
