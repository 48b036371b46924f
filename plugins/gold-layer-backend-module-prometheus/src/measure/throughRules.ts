import { badSeries, totalSeries } from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import type { Sample, Series } from '../client/result';
import { nameMatcher, selector } from '../loaded/selectors';
import { askInParts, matchersOf } from './askInParts';
import { askSteps } from './askSteps';
import type { Row } from './batches';
import { foldBuckets, hourOfFives, type Counted } from './foldBuckets';
import type { Measured } from './Measured';
import type { Steps } from './steps';
import { readWarnings } from './warnings';

/** SLOs and the buckets that are asked for of all of them. */
export interface RuleQuestion extends Row {
  /** Whether leaving the SLOs unnamed brings little besides them. */
  isMost: boolean;
}

/**
 * Reads what our recording rules have written: one query for any number of
 * SLOs, or three where buckets are hours. Where that is too much at a time
 * whatever the stretch of time, fewer SLOs are asked for.
 */
export async function askRules(
  client: PrometheusClient,
  question: RuleQuestion,
  options: { signal: AbortSignal },
): Promise<Map<string, Measured>> {
  return askInParts(question, part => askAll(client, part, options));
}

async function askAll(
  client: PrometheusClient,
  question: RuleQuestion,
  options: { signal: AbortSignal },
): Promise<Map<string, Measured>> {
  const { wanted, steps } = question;
  const matchers = matchersOf(question);
  const asked = await Promise.all(
    queriesOf(matchers, steps).map(async ({ query, part }) => ({
      part,
      answers: await askSteps(client, { query, steps }, options),
    })),
  );
  const answers = asked.flatMap(it => it.answers);
  const remarks = readWarnings(
    answers.flatMap(it => it.warnings),
    client.source.name,
  );
  const counted = sortOut(
    asked.flatMap(({ part, answers: own }) =>
      own.flatMap(it => it.series).map(series => ({ part, series })),
    ),
  );
  const found = new Map<string, Measured>();
  for (const [slo, own] of wanted) {
    const answer = fold(counted.get(slo) ?? [], own);
    found.set(slo, {
      ...answer,
      ...remarks,
      problem: answer.problem ?? remarks.problem,
    });
  }
  return found;
}

type Part = keyof Counted;

function queriesOf(
  matchers: string[],
  steps: Steps,
): { query: string; part?: Part }[] {
  if (steps.minutes === 5) {
    const both = nameMatcher([totalSeries, badSeries]);
    return [{ query: selector('', [both, ...matchers]) }];
  }
  const [total, bad] = [totalSeries, badSeries].map(name =>
    selector(name, matchers),
  );
  const over = (what: string, series: string) =>
    `${what}_over_time(${series}${hourOfFives})`;
  // Five minutes of which only one of the two was recorded are not measured.
  const whole = `(${total} and ${bad})`;
  return [
    { query: over('sum', whole), part: 'total' },
    { query: over('sum', bad), part: 'bad' },
    { query: over('count', whole), part: 'covered' },
  ];
}

type Variant = Record<Part, Sample[]>;

/**
 * Series by SLO. There are several of one where two Prometheus evaluate the
 * same rules and their labels tell them apart: each is a variant of its own.
 */
function sortOut(
  found: { part?: Part; series: Series }[],
): Map<string, Variant[]> {
  const sorted = new Map<string, Map<string, Variant>>();
  for (const { part, series } of found) {
    const { __name__: name, slo, ...rest } = series.labels;
    if (slo === undefined) continue;
    const variants = sorted.get(slo) ?? new Map<string, Variant>();
    sorted.set(slo, variants);
    const key = JSON.stringify(Object.entries(rest).sort());
    const variant = variants.get(key) ?? { total: [], bad: [], covered: [] };
    variants.set(key, variant);
    const own = part ?? (name === totalSeries ? 'total' : 'bad');
    variant[own].push(...series.samples);
  }
  return new Map(
    [...sorted].map(([slo, variants]) => [slo, [...variants.values()]]),
  );
}

/** Of several variants the fullest: adding them up would count events twice. */
function fold(variants: Variant[], steps: Steps): Measured {
  const [fullest] = [...variants].sort(
    (a, b) => b.total.length - a.total.length,
  );
  if (!fullest) return { buckets: [], seen: false };
  const { total, bad, covered } = fullest;
  const counted =
    steps.minutes === 5 ? { total, bad } : { total, bad, covered };
  return { ...foldBuckets(counted, steps), seen: total.length > 0 };
}
