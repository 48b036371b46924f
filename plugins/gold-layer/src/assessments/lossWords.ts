import type { Assessment } from '@gold-layer/backstage-plugin-common';
import { count } from '../ui';

const list = new Intl.ListFormat('en-US');

/** What goes with a draft that is thrown away, such as `2 grades and 1 note`; nothing if nothing is in it. */
export function lossWords(
  assessment: Assessment,
  unsent: number,
): string | undefined {
  const { gradings } = assessment;
  const parts: [number, string, string?][] = [
    [gradings.filter(({ grade }) => grade !== undefined).length, 'grade'],
    [gradings.filter(({ note }) => note).length, 'note'],
    [
      gradings.reduce((sum, { evidence }) => sum + evidence.length, 0),
      'link of evidence',
      'links of evidence',
    ],
    [unsent, 'change that is not saved yet', 'changes that are not saved yet'],
  ];
  const lost = parts.filter(([n]) => n > 0);
  return lost.length === 0
    ? undefined
    : list.format(lost.map(([n, one, many]) => count(n, one, many)));
}
