import {
  bucketQueries,
  ruleProblems,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';
import type { Sample } from '../client/result';
import { askSteps } from './askSteps';
import { foldBuckets, hourOfFives } from './foldBuckets';
import type { Measured } from './Measured';
import type { Steps } from './steps';
import { readWarnings } from './warnings';

/** Measures one SLO by its own queries. Throws a PrometheusFailure where one of them fails. */
export async function askOwnQueries(
  client: PrometheusClient,
  slo: SloSpec,
  options: { steps: Steps[]; signal: AbortSignal },
): Promise<Measured> {
  const wrong = ruleProblems(slo).find(it => it.severity === 'error');
  if (wrong) {
    throw PrometheusFailure.ofQuery(
      `${wrong.path} is ${wrong.found}, expected ${wrong.allowed}.`,
    );
  }
  const found = await Promise.all(
    options.steps.map(steps => askRow(client, slo, { ...options, steps })),
  );
  return {
    buckets: found.flatMap(it => it.buckets),
    seen: found.some(it => it.seen),
    partial: found.find(it => it.partial)?.partial,
    problem: found.find(it => it.problem)?.problem,
  };
}

async function askRow(
  client: PrometheusClient,
  slo: SloSpec,
  { steps, signal }: { steps: Steps; signal: AbortSignal },
): Promise<Measured> {
  const queries = rowQueries(slo, steps);
  const [total, bad, covered] = await Promise.all(
    [queries.total, queries.bad, queries.covered].map(query =>
      query === undefined
        ? undefined
        : askOne(client, { query, steps }, { signal }),
    ),
  );
  const folded = foldBuckets(
    {
      total: total?.samples ?? [],
      bad: bad?.samples ?? [],
      covered: covered?.samples,
    },
    steps,
  );
  const remarks = readWarnings(
    [total, bad, covered].flatMap(it => it?.warnings ?? []),
    client.source.name,
  );
  return {
    ...remarks,
    ...folded,
    problem: folded.problem ?? remarks.problem,
    seen: (total?.samples.length ?? 0) > 0,
  };
}

/** An hour's own query bridges gaps, so how much of it was measured is asked for besides. */
function rowQueries(
  slo: SloSpec,
  { minutes }: Steps,
): { total?: string; bad?: string; covered?: string } {
  const fives = bucketQueries(slo);
  if (minutes === 5 || !fives) return { ...fives };
  return {
    ...bucketQueries(slo, { minutes }),
    covered: `count_over_time((${fives.total})${hourOfFives})`,
  };
}

async function askOne(
  client: PrometheusClient,
  asked: { query: string; steps: Steps },
  options: { signal: AbortSignal },
): Promise<{ samples: Sample[]; warnings: string[] }> {
  const answers = await askSteps(client, asked, options);
  for (const { series } of answers) {
    if (series.length > 1) {
      throw PrometheusFailure.ofQuery(
        `The query answers with ${series.length} series where one is needed: wrap it in sum(…).`,
      );
    }
  }
  return {
    samples: answers.flatMap(it => it.series.flatMap(one => one.samples)),
    warnings: answers.flatMap(it => it.warnings),
  };
}
