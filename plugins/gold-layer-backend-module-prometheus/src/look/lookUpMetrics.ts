import {
  promQuote,
  type MetricLookup,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import { parseNumber } from '../client/result';
import { Lookup, lookupAt, textsOf } from './lookup';
import { readHelp, type Help } from './readHelp';

const mostMetrics = 200;
/** Labels are asked for metric by metric, so only once somebody has said what they look for. */
const mostDetailed = 20;
/** Metrics that had series within the last hour and whose names contain all the words. */
export async function lookUpMetrics(
  client: PrometheusClient,
  q: string | undefined,
  options: { signal: AbortSignal },
): Promise<MetricLookup> {
  const lookup = lookupAt(client, options);
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const [names, help] = await Promise.all([
    namesWith(lookup, words),
    readHelp(client, options),
  ]);
  const shown = nearestFirst(names, words.join('_')).slice(0, mostMetrics);
  const detailed = await Promise.all(
    shown.slice(0, mostDetailed).map(name => describe(lookup, name, help)),
  );
  const rest = shown
    .slice(mostDetailed)
    .map(name => ({ name, ...help.of(name), labels: [] }));
  return {
    source: client.source.name,
    items: [...detailed, ...rest],
    problem: whyShort(names.length, words, client.source.name),
  };
}

async function namesWith(lookup: Lookup, words: string[]): Promise<string[]> {
  const matchers = words.map(
    word => `__name__=~${promQuote(`(?i:.*${escape(word)}.*)`)}`,
  );
  return textsOf(lookup, 'label/__name__/values', {
    'match[]': `{${matchers.join(',') || '__name__!=""'}}`,
    // Newer versions need not send what is not shown; one more tells that there is more.
    limit: `${mostMetrics + 1}`,
  });
}

async function describe(lookup: Lookup, name: string, help: Help) {
  const match = { 'match[]': `{__name__=${promQuote(name)}}` };
  const [labels, bounds] = await Promise.all([
    textsOf(lookup, 'labels', match),
    name.endsWith('_bucket') ? textsOf(lookup, 'label/le/values', match) : [],
  ]);
  const buckets = bounds
    .map(parseNumber)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return {
    name,
    ...help.of(name),
    labels: labels.filter(it => it !== '__name__'),
    ...(buckets.length > 0 && { buckets }),
  };
}

/** The exact name, then those that begin with it, then the others, each in alphabetical order. */
function nearestFirst(names: string[], sought: string): string[] {
  const rank = (name: string) =>
    Number(name !== sought) + Number(!name.startsWith(sought));
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function whyShort(
  found: number,
  words: string[],
  source: string,
): string | undefined {
  if (found === 0) {
    return words.length > 0
      ? `No metric of '${source}' had series within the last hour and has '${words.join(' ')}' in its name.`
      : `'${source}' has had no series within the last hour.`;
  }
  if (found > mostMetrics) {
    return `More than ${mostMetrics} metrics match: the first ones are shown. Type more of the name.`;
  }
  return found > mostDetailed
    ? `Labels are told for the first ${mostDetailed} metrics only. Type more of the name.`
    : undefined;
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
