import { csvHeader, csvLine, csvService } from './csv';

describe('csv', () => {
  it.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@me', "'@me"],
    ['\tx', "'\tx"],
    [-1, '-1'],
    [undefined, ''],
  ])('writes %j as %s', (cell, written) => {
    expect(csvLine([cell, 'end'])).toBe(`${written},end\r\n`);
  });

  it('gives each scorecard its columns, empty where nothing is known', () => {
    const standing = {
      scorecard: 'gold',
      rank: 0,
      toNext: 4,
      passed: 1,
      failed: 1,
      unknown: 2,
      applicable: 4,
      coverage: 0.5,
      trend: -1,
    };
    const line = csvService(
      {
        ref: 'component:default/a',
        name: 'a',
        tier: 'critical',
        gaps: ['no-owner', 'no-rotation'],
        standings: [standing],
      },
      ['dora', 'gold'],
      { stale: false },
    );
    expect(line).toBe(
      'component:default/a,a,,,,critical,,,,no-owner no-rotation,,,,,none,4,0.5,-1,\r\n',
    );
    expect(csvHeader(['dora', 'gold']).split(',')).toHaveLength(
      line.split(',').length,
    );
  });
});
