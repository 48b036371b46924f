import { hasWindow, promTokens } from '../prometheus/promql';
import { shortened, unreadableFrom } from '../prometheus/readable';
import { promParts, type PromPart } from '../prometheus/words';
import type { Findings } from './findings';
import type { Path } from './yamlDocuments';

/** Upper bounds of a histogram's buckets by the name of its `_bucket` series; undefined where they are not known. */
export type BucketLookup = (metric: string) => readonly number[] | undefined;

/** What a query is used for. */
export interface QueryUse {
  /** The number only ever grows; undefined where that says nothing. */
  counter?: boolean;
  bucketsOf?: BucketLookup;
}

const rates = new Set(['rate', 'irate', 'increase', 'delta', 'idelta']);

/** Finds mistakes in PromQL that Prometheus would accept, or that it would only name at night. */
export function findQueryTraps(
  query: string,
  { counter, bucketsOf }: QueryUse,
  { path, findings }: { path: Path; findings: Findings },
): void {
  const parts = promParts(query).filter(({ kind }) => kind !== 'space');
  const bracket = unbalanced(query);
  if (bracket) {
    findings.error(
      path,
      `a query in which every ${bracket} has its other half`,
    );
    return;
  }
  const rest = unreadableFrom(query);
  if (rest !== undefined) {
    findings.warning(
      path,
      'PromQL: Prometheus would refuse it, and so it gets no rules; what only VictoriaMetrics understands works there',
      rest === ''
        ? 'an end too early'
        : `${JSON.stringify(shortened(rest))} where something else is expected`,
    );
  }
  const rate = parts.find(
    ({ role, text }) => role === 'function' && rates.has(text.toLowerCase()),
  )?.text;
  if (rate && counter === true && !hasWindow(query)) {
    findings.error(
      path,
      `the counter itself, without ${rate}(): Gold Layer needs it over many windows and takes the increase itself; or write [{{.window}}] as the range`,
    );
  }
  if (rate && counter === false) {
    findings.warning(
      path,
      `a gauge, as counter is false; ${rate}() is for counters: set counter: true and give the counter itself`,
    );
  }
  if (groupsOrZero(parts)) {
    findings.error(
      path,
      'either by (…) or "or vector(0)": the zero has no labels, so it stands beside the groups instead of filling them; drop the by (…)',
    );
  }
  findBucketTraps(parts, { bucketsOf, path, findings });
}

function unbalanced(query: string): string | undefined {
  const others: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  const open: string[] = [];
  for (const { kind, text } of promTokens(query)) {
    if (kind !== 'other') continue;
    if ('([{'.includes(text)) open.push(text);
    else if (others[text] && open.pop() !== others[text]) return text;
    else if (`"'\``.includes(text)) return 'quote';
  }
  return open.pop();
}

function groupsOrZero(parts: readonly PromPart[]): boolean {
  const words = parts.map(({ text }) => text.toLowerCase());
  const grouped = words.some(
    (word, index) =>
      word === 'by' && words[index + 1] === '(' && words[index + 2] !== ')',
  );
  return (
    grouped &&
    words.some(
      (word, index) =>
        word === 'or' &&
        words.slice(index + 1, index + 5).join('') === 'vector(0)',
    )
  );
}

const upperBound = /(?:^\{|,)\s*le\s*=\s*(["'`])(.*?)\1/;

function findBucketTraps(
  parts: readonly PromPart[],
  {
    bucketsOf,
    path,
    findings,
  }: { bucketsOf?: BucketLookup; path: Path; findings: Findings },
): void {
  const quantile = parts.some(({ text }) => text === 'histogram_quantile');
  parts.forEach(({ role, text: metric }, index) => {
    if (role !== 'metric' || !metric.endsWith('_bucket')) return;
    const next = parts[index + 1];
    const selector = next?.kind === 'braces' ? next.text : '{}';
    const bound = upperBound.exec(selector)?.[2];
    if (bound === undefined) {
      if (!quantile && !/\ble\s*(=~|!)/.test(selector)) {
        findings.warning(
          path,
          `one bucket of ${metric}, such as le="0.3": without it every event is counted once for each bucket that it fits into`,
        );
      }
      return;
    }
    const known = bucketsOf?.(metric);
    if (!known || bound === '+Inf' || known.includes(Number(bound))) return;
    findings.error(
      path,
      `a bucket that ${metric} has: ${around(known, Number(bound)).join(', ')}`,
      `le="${bound}"`,
    );
  });
}

/** Bounds on both sides of a number, the nearest of them. */
function around(known: readonly number[], wanted: number): number[] {
  const finite = known.filter(Number.isFinite).sort((a, b) => a - b);
  if (!Number.isFinite(wanted) || finite.length <= 8) return finite;
  const above = finite.findIndex(bound => bound > wanted);
  const middle = above < 0 ? finite.length : above;
  const from = Math.max(0, Math.min(middle - 4, finite.length - 8));
  return finite.slice(from, from + 8);
}
