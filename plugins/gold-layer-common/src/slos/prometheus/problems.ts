import type { MetricQuery, Sli, SloProblem, SloSpec } from '../spec';
import { sliceMinutes } from './counts';
import { hasWindow } from './promql';
import { PromPart, promParts } from './words';

const prometheus = 'prometheus';

/** The queries of an indicator with their paths; none where numbers are pushed. */
export function queriesOf(sli: Sli): { path: string; query: MetricQuery }[] {
  const named = (path: string, query?: MetricQuery) =>
    query ? [{ path: `sli.${path}`, query }] : [];
  switch (sli.kind) {
    case 'ratio':
      return [
        ...named('good', sli.good),
        ...named('bad', sli.bad),
        ...named('total', sli.total),
      ];
    case 'raw':
      return named('raw', sli.raw);
    case 'threshold':
      return named('metric', sli.metric);
    default:
      return [];
  }
}

/** Why an SLO has no rules for Prometheus, in a sentence; nothing where it has them. */
export function rulesNotNeeded(slo: SloSpec): string | undefined {
  if (slo.sli.kind === 'pushed') {
    return 'Its numbers are pushed to Gold Layer, which watches the burn by itself: there is nothing that Prometheus could record.';
  }
  const types = queriesOf(slo.sli).map(it => it.query.type.toLowerCase());
  const foreign = types.find(it => it !== prometheus);
  return foreign && !types.includes(prometheus)
    ? `Its queries are for ${foreign}, and only Prometheus can load rules.`
    : undefined;
}

type Finding = Pick<SloProblem, 'severity' | 'found' | 'allowed'>;

const error = (found: string, allowed: string): Finding => ({
  severity: 'error',
  found,
  allowed,
});

function depthProblem(parts: PromPart[], found: string): Finding[] {
  let depth = 0;
  for (const part of parts) {
    depth += Number(part.text === '(') - Number(part.text === ')');
    if (depth < 0) {
      break;
    }
  }
  return depth === 0
    ? []
    : [error(found, 'a query in which every parenthesis is closed')];
}

function anyQueryProblems(query: string): Finding[] {
  const parts = promParts(query);
  const found = JSON.stringify(query);
  if (!query.trim()) {
    return [error(found, 'a query of Prometheus')];
  }
  const grafana = /\$__\w+/.exec(query)?.[0];
  return [
    ...depthProblem(parts, found),
    ...(grafana
      ? [
          error(
            JSON.stringify(grafana),
            `{{.window}} instead: ${grafana} is known to Grafana only`,
          ),
        ]
      : []),
    ...(parts.some(it => it.text === '@')
      ? [
          error(
            found,
            'a query without @: it would measure the same moment for ever',
          ),
        ]
      : []),
  ];
}

function countingProblems(query: string, counter: boolean): Finding[] {
  const parts = promParts(query);
  const jumpy = parts.find(
    it => it.role === 'function' && /^(irate|idelta)$/.test(it.text),
  );
  const findings: Finding[] = jumpy
    ? [
        error(
          jumpy.text,
          'increase or rate: it looks at two samples only and misses all events before them',
        ),
      ]
    : [];
  if (hasWindow(query)) {
    return findings;
  }
  const fixed = parts.find(it => it.kind === 'range');
  if (fixed) {
    const example = counter
      ? 'the bare counter, such as http_requests_total{job="x"}, or '
      : '';
    findings.push(
      error(
        fixed.text,
        `${example}[{{.window}}] in its place: rules put windows of their own in, and a fixed one would count events several times or not at all`,
      ),
    );
  } else if (counter && !parts.some(it => it.role === 'metric')) {
    findings.push(
      error(
        JSON.stringify(query),
        'a query with a counter, such as http_requests_total{job="x"}',
      ),
    );
  }
  return findings;
}

function sliceProblems(slo: SloSpec): Finding[] {
  const { method, sli, timeSliceTarget } = slo;
  const found = JSON.stringify(timeSliceTarget) ?? 'nothing';
  if (sli.kind === 'threshold') {
    return timeSliceTarget === undefined || timeSliceTarget === 1
      ? []
      : [
          {
            severity: 'warning',
            found,
            allowed:
              'no target: a slice of a threshold is judged once, at its end, and is good or bad as a whole',
          },
        ];
  }
  return method === 'Timeslices' && timeSliceTarget === undefined
    ? [error(found, 'the share of good events that makes a slice good')]
    : [];
}

function lengthProblems(slo: SloSpec): Finding[] {
  return sliceMinutes(slo) > 5
    ? [
        {
          severity: 'warning',
          found: `${slo.timeSliceMinutes} minutes`,
          allowed:
            'slices of at most 5 minutes: longer ones overlap, as each is judged over its whole length every 5 minutes',
        },
      ]
    : [];
}

function sourceProblems(slo: SloSpec): Finding[] {
  const sources = queriesOf(slo.sli).map(
    it => it.query.source ?? it.query.type.toLowerCase(),
  );
  const differing = [...new Set(sources)];
  return differing.length > 1
    ? [
        error(
          differing.join(', '),
          'one data source for all queries of an indicator, as one Prometheus has to compute with both',
        ),
      ]
    : [];
}

function partsProblems(sli: Sli): Finding[] {
  if (sli.kind !== 'ratio' || Boolean(sli.good) !== Boolean(sli.bad)) {
    return [];
  }
  return [
    error(
      sli.good ? 'good and bad' : 'neither good nor bad',
      'exactly one of good and bad',
    ),
  ];
}

const at = (path: string, findings: Finding[]): SloProblem[] =>
  findings.map(it => ({ ...it, path }));

/**
 * What keeps an SLO from having rules for Prometheus (errors), and what its
 * rules will do that surprises (warnings). Paths are those of the spec, such as
 * `sli.total.query`.
 */
export function ruleProblems(slo: SloSpec): SloProblem[] {
  const { sli } = slo;
  if (rulesNotNeeded(slo)) {
    return [];
  }
  return [
    ...at('sli', [...partsProblems(sli), ...sourceProblems(slo)]),
    ...queriesOf(sli).flatMap(({ path, query }) =>
      at(`${path}.query`, [
        ...anyQueryProblems(query.query),
        ...(sli.kind === 'ratio'
          ? countingProblems(query.query, sli.counter)
          : []),
      ]),
    ),
    ...at('timeSliceTarget', sliceProblems(slo)),
    ...at('timeSliceMinutes', lengthProblems(slo)),
  ];
}
