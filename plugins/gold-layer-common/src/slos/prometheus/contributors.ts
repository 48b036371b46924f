import type { SloSpec } from '../spec';
import { hasWindow } from './promql';
import { eventsOver } from './windows';
import { promParts } from './words';

/** Values of a label that are worth telling apart. */
const most = 10;

/** Marks the one series of an answer that is the sum over all values, also of those that are not told. */
export const allContributors = 'gold_layer_all_contributors';

const labelName = /^[A-Za-z_]\w*$/;

/** The sum of a query by a label; nothing where the query is no plain sum. */
function summedBy(query: string, label: string, minutes: number) {
  const text = eventsOver(query, minutes);
  const parts = promParts(text);
  const aggregations = parts.filter(it => it.role === 'aggregation');
  const grouped = parts.some(it => /^(by|without|on|ignoring)$/.test(it.text));
  if (grouped || aggregations.some(it => it.text !== 'sum')) {
    return undefined;
  }
  return parts
    .map(it => (it.role === 'aggregation' ? `sum by (${label}) ` : it.text))
    .join('')
    .replace(/\) \(/g, ') (');
}

/** Those that count most and, at the same moment, the sum over all of them. */
function mostAndAll(badBy: string): string {
  return `topk(${most}, ${badBy} > 0) or label_replace(sum(${badBy} > 0), "${allContributors}", "yes", "", "")`;
}

/**
 * The query for the values of a label that most bad events of the last minutes
 * come from, with the sum over all values beside them ({@link allContributors});
 * or why there is none.
 */
export function contributorsQuery(
  slo: SloSpec,
  label: string,
  minutes: number,
): { query: string } | { problem: string } {
  const { sli } = slo;
  if (!labelName.test(label)) {
    return {
      problem: `'${label}' is no name of a label: letters, digits and _ are.`,
    };
  }
  if (sli.kind !== 'ratio') {
    return {
      problem: 'Only bad events that are counted can be told apart by a label.',
    };
  }
  const queries = [sli.bad, sli.good, sli.total].flatMap(it => it ?? []);
  if (!sli.counter && !queries.every(it => hasWindow(it.query))) {
    return {
      problem: 'Gauges say how things are, not how many bad events there were.',
    };
  }
  const by = (query: string) => summedBy(query, label, minutes);
  const total = by(sli.total.query);
  const bad = sli.bad && by(sli.bad.query);
  const good = sli.good && by(sli.good.query);
  if (bad) {
    return { query: mostAndAll(bad) };
  }
  return good && total
    ? { query: mostAndAll(`${total} - (${good} or 0 * ${total})`) }
    : {
        problem:
          'The query is no plain sum, so it cannot be taken apart by a label.',
      };
}
