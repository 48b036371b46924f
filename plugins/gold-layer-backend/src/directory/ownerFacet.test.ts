import { countByOwner } from './ownerFacet';

describe('countByOwner', () => {
  it('counts each service once for every group above its owners', () => {
    const above = new Map([
      ['team', ['team', 'division', 'company']],
      ['crew', ['crew', 'division', 'company']],
    ]);
    const counts = countByOwner({
      above,
      single: [
        { owner: 'team', count: 3 },
        { owner: 'ann', count: 1 },
      ],
      several: [
        { owner: 'team', service: 'a' },
        { owner: 'crew', service: 'a' },
        { owner: 'bob', service: 'a' },
        { owner: 'crew', service: 'b' },
      ],
    });
    expect(Object.fromEntries(counts)).toEqual({
      team: 4,
      crew: 2,
      division: 5,
      company: 5,
      ann: 1,
      bob: 1,
    });
  });
});
