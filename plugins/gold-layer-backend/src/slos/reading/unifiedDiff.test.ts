import { unifiedDiff } from './unifiedDiff';

const lines = (count: number, letter: string) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}\n`).join('');

describe('unifiedDiff', () => {
  it('tells what differs line by line', () => {
    const before = { name: 'stands', text: 'a\nb\nc\n' };
    const after = { name: 'proposed', text: 'a\nB\nc\n' };
    expect(unifiedDiff(before, after)).toBe(
      `===================================================================
--- stands
+++ proposed
@@ -1,3 +1,3 @@
 a
-b
+B
 c
`,
    );
  });

  it('takes all out and all in where nothing is the same, however long', () => {
    const before = { name: 'stands', text: lines(60_000, 'a') };
    const after = { name: 'proposed', text: lines(60_000, 'b') };
    const diff = unifiedDiff(before, after).split('\n');
    expect(diff.slice(1, 5)).toEqual([
      '--- stands',
      '+++ proposed',
      '@@ -1,60000 +0,0 @@',
      '-a0',
    ]);
    expect(diff.filter(line => line.startsWith('+b'))).toHaveLength(60_000);
  });
});
