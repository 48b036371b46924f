import { createTwoFilesPatch, formatPatch, structuredPatch } from 'diff';

/** A text with the name it has in a diff. */
export interface NamedText {
  name: string;
  text: string;
}

/**
 * Lines that may differ one by one. What differs in more is another text; to
 * find out how, line by line, would keep everybody else waiting for minutes.
 */
const mostEdits = 1000;

/** The unified diff of two texts; of those that have little in common, all of the one out and all of the other in. */
export function unifiedDiff(before: NamedText, after: NamedText): string {
  const [from, to] = [before, after].map(({ name }) => name);
  const patch: string | undefined = createTwoFilesPatch(
    from,
    to,
    before.text,
    after.text,
    undefined,
    undefined,
    { maxEditLength: mostEdits },
  );
  if (patch !== undefined) return patch;
  const removed = structuredPatch(from, to, before.text, '');
  const added = structuredPatch(from, to, '', after.text);
  return formatPatch({ ...removed, hunks: [...removed.hunks, ...added.hunks] });
}
