import { ownershipGaps, ServiceOwner } from './ownershipGaps';
import { ServiceRecord } from './record';

const record: ServiceRecord = {
  tier: 'standard',
  onCall: { rotation: 'payments', escalation: ['sre'] },
};
const team: ServiceOwner = {
  ref: 'group:default/payments',
  kind: 'group',
  found: true,
  members: 2,
};
const user: ServiceOwner = {
  ref: 'user:default/robin',
  kind: 'user',
  found: true,
};

describe('ownershipGaps', () => {
  it.each<[string, ServiceOwner[], string[]]>([
    ['a group of two', [team], []],
    [
      'a group whose members are not counted',
      [{ ...team, members: undefined }],
      [],
    ],
    ['a group and a person', [team, user], []],
    ['nobody', [], ['no-owner']],
    ['a person', [user], ['owner-is-user']],
    [
      'something that is neither',
      [{ ref: 'component:default/x', kind: 'other', found: true }],
      ['no-owner'],
    ],
    [
      'two groups',
      [team, { ...team, ref: 'group:default/orders' }],
      ['several-owners'],
    ],
    ['a group of one', [{ ...team, members: 1 }], ['owner-too-small']],
    ['an empty group', [{ ...team, members: 0 }], ['owner-too-small']],
    [
      'an unknown group',
      [{ ...team, found: false, members: 0 }],
      ['owner-not-found'],
    ],
    [
      'two groups, one of them unknown',
      [team, { ...team, ref: 'group:default/gone', found: false }],
      ['several-owners', 'owner-not-found'],
    ],
  ])('judges %s', (_, owners, kinds) => {
    expect(ownershipGaps({ owners, record }).map(gap => gap.kind)).toEqual(
      kinds,
    );
  });

  it.each<[ServiceRecord, string[]]>([
    [{}, ['no-tier', 'no-rotation', 'no-escalation']],
    [{ tier: 'critical', onCall: {} }, ['no-rotation', 'no-escalation']],
    [
      { ...record, onCall: { rotation: 'a', escalation: [] } },
      ['no-escalation'],
    ],
    [{ ...record, onCall: { escalation: ['a'] } }, ['no-rotation']],
  ])('misses what the record %j does not name', (incomplete, kinds) => {
    const gaps = ownershipGaps({ owners: [team], record: incomplete });
    expect(gaps.map(gap => gap.kind)).toEqual(kinds);
  });

  it('says what was found and what would close the gap', () => {
    const [gap] = ownershipGaps({ owners: [{ ...team, members: 1 }], record });
    expect(gap.message).toBe(
      'The owner group:default/payments has 1 member. At least 2 are needed, so that somebody is there when one is away.',
    );
  });
});
