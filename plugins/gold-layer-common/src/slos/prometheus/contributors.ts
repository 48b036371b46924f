import type { SloSpec } from '../spec';
import { hasWindow } from './promql';
import { eventsOver } from './windows';
import { promParts } from './words';

/** Values of a label that are worth telling apart. */
const most = 10;

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

/**
 * The query for the values of a label that most bad events of the last minutes
 * come from, or why there is none.
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
    return { query: `topk(${most}, ${bad} > 0)` };
  }
  return good && total
    ? { query: `topk(${most}, ${total} - (${good} or 0 * ${total}) > 0)` }
    : {
        problem:
          'The query is no plain sum, so it cannot be taken apart by a label.',
      };
}
