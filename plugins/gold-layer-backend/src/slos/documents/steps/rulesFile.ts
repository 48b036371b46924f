import { setImmediate as breathe } from 'node:timers/promises';
import {
  generateRules,
  RuleOptions,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';

/** SLOs whose rules are written in one go; more would keep other requests waiting. */
const batchSize = 10;

const groupsField = 'groups:';

/** One file of rules for any number of SLOs, piece by piece. */
export async function* rulesFile(
  slos: readonly SloSpec[],
  options: RuleOptions,
): AsyncIterable<string> {
  const { head } = takeApart(generateRules([], options));
  yield head;
  let begun = false;
  const sorted = [...slos].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let start = 0; start < sorted.length; start += batchSize) {
    const some = sorted.slice(start, start + batchSize);
    const written = takeApart(generateRules(some, options));
    // Reasons why some have no rules stand among the comments of the head.
    yield written.head.slice(head.length);
    if (written.groups && !begun) {
      begun = true;
      yield `${groupsField}\n`;
    }
    yield written.groups;
    await breathe();
  }
  if (!begun) yield `${groupsField} []\n`;
}

/** The same as one text, for few SLOs. */
export async function rulesText(
  slos: readonly SloSpec[],
  options: RuleOptions,
): Promise<string> {
  let text = '';
  for await (const piece of rulesFile(slos, options)) text += piece;
  return text;
}

function takeApart(file: string): { head: string; groups: string } {
  const start = file.indexOf(`\n${groupsField}`) + 1;
  const groups = file.slice(start + groupsField.length);
  return {
    head: file.slice(0, start),
    groups: groups.trim() === '[]' ? '' : groups.replace(/^\n/, ''),
  };
}
