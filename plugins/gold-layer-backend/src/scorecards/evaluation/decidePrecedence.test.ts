import { decidePrecedence, goneMs, Precedence } from './decidePrecedence';

const now = 10 * goneMs;
const own = { id: 'own', fingerprint: 'a' };
const replica = (
  id: string,
  fingerprint: string,
  since: number,
  { gone = false } = {},
) => ({
  id,
  fingerprint,
  since,
  confirmedAt: gone ? now - goneMs : now - 1,
});

it.each<[string, Precedence, ReturnType<typeof replica>[]]>([
  ['alone', 'ahead', [replica('own', 'a', 5)]],
  [
    'with others of the same definitions',
    'ahead',
    [replica('own', 'a', 5), replica('b', 'a', 5)],
  ],
  [
    'with newer definitions',
    'ahead',
    [replica('own', 'a', 5), replica('b', 'b', 4)],
  ],
  [
    'with older definitions',
    'behind',
    [replica('own', 'a', 5), replica('b', 'b', 6)],
  ],
  [
    'with older definitions when nobody has the newer ones any more',
    'ahead',
    [replica('own', 'a', 5), replica('b', 'b', 6, { gone: true })],
  ],
  [
    'with definitions that another replica had long before',
    'behind',
    [
      replica('own', 'a', 7),
      replica('c', 'a', 5, { gone: true }),
      replica('b', 'b', 6),
    ],
  ],
  [
    'with definitions as old as others',
    'ahead',
    [replica('own', 'a', 5), replica('b', 'b', 5)],
  ],
])('a replica %s is %s', (_, precedence, replicas) => {
  expect(decidePrecedence(own, replicas, { adoptedAt: 0, now })).toBe(
    precedence,
  );
});

it('waits until others can have noticed that there are newer definitions', () => {
  const replicas = [replica('own', 'a', 6), replica('b', 'b', 5)];
  const decide = (adoptedAt: number) =>
    decidePrecedence(own, replicas, { adoptedAt, now });
  expect(decide(now - 9_999)).toBe('next');
  expect(decide(now - 10_000)).toBe('ahead');
});
