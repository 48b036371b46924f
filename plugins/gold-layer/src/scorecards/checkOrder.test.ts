import type { CheckSummary } from '@gold-layer/backstage-plugin-common';
import { openShare, worstFirst } from './checkOrder';
import { detail } from './fixtures';

function check(
  title: string,
  counts: Partial<CheckSummary['counts']>,
): CheckSummary {
  const none = {
    fail: 0,
    unknown: 0,
    waived: 0,
    upcoming: 0,
    pass: 0,
    'not-applicable': 0,
  };
  return { ...detail.checks[0], title, counts: { ...none, ...counts } };
}

it('orders checks by the share of services they are open for, unknown counting as open', () => {
  const ordered = worstFirst([
    check('passes', { pass: 10 }),
    check('applies to nobody', { 'not-applicable': 10 }),
    check('half fails', { fail: 5, pass: 5 }),
    check('mostly unknown', { unknown: 9, pass: 1 }),
    check('half unknown', { unknown: 5, pass: 5 }),
  ]);
  expect(ordered.map(({ title }) => title)).toEqual([
    'mostly unknown',
    'half fails',
    'half unknown',
    'applies to nobody',
    'passes',
  ]);
});

it('counts a waived check as closed, and an upcoming one not at all', () => {
  expect(openShare(check('a', { fail: 1, waived: 1, upcoming: 8 }))).toBe(0.5);
});
