import { PromToken, promTokens } from './promql';

const groupings = new Set(['by', 'without', 'on', 'ignoring']);
const groupingSides = new Set(['group_left', 'group_right']);
const operators = new Set(['and', 'or', 'unless', 'bool', 'offset', 'atan2']);
const numbers = new Set(['inf', 'nan']);
const aggregations = new Set([
  ...['sum', 'min', 'max', 'avg', 'group', 'stddev', 'stdvar', 'count'],
  ...['count_values', 'bottomk', 'topk', 'quantile', 'limitk', 'limit_ratio'],
]);

/** A piece of a query with its part in it. */
export interface PromPart extends PromToken {
  /** `metric`: begins a selector; `labels`: belongs to one that a metric's name began, or to a list of labels. */
  role: 'metric' | 'labels' | 'aggregation' | 'function' | 'rest';
}

/** The pieces of a query with their parts in it. */
export function promParts(query: string): PromPart[] {
  const tokens = promTokens(query);
  // What stands between two spaces is one piece, and so is a space.
  const next = (from: number) =>
    tokens[from + (tokens[from + 1]?.kind === 'space' ? 2 : 1)];
  let selecting = false;
  let list: 'none' | 'awaited' | 'open' = 'none';

  const roleOf = (token: PromToken, index: number): PromPart['role'] => {
    if (list === 'open') {
      list = token.text === ')' ? 'none' : 'open';
      return 'labels';
    }
    if (list === 'awaited') {
      list = token.text === '(' ? 'open' : 'none';
      return 'labels';
    }
    if (token.kind === 'braces') {
      return selecting ? 'labels' : 'metric';
    }
    if (token.kind !== 'word') {
      return 'rest';
    }
    const word = token.text.toLowerCase();
    const opens = next(index)?.text === '(';
    if (groupings.has(word) || groupingSides.has(word)) {
      list = opens ? 'awaited' : 'none';
      return 'rest';
    }
    if (operators.has(word) || numbers.has(word)) {
      return 'rest';
    }
    if (aggregations.has(word) && (opens || next(index)?.kind === 'word')) {
      return 'aggregation';
    }
    return opens ? 'function' : 'metric';
  };

  return tokens.map((token, index) => {
    if (token.kind === 'space') {
      return { kind: 'space', text: ' ', role: 'rest' };
    }
    const role = roleOf(token, index);
    selecting = role === 'metric' && token.kind === 'word';
    return { ...token, role };
  });
}
