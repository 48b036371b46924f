import { SloProblem, SloSpec } from '@gold-layer/backstage-plugin-common';
import type { ReadSlos } from '../records';

/** An SLO on pushed numbers. */
export function slo(
  service: string,
  name: string,
  more: Partial<SloSpec> = {},
): SloSpec {
  return {
    id: `default.${service}.${name}`,
    name,
    title: `${name} of ${service}`,
    service: `component:default/${service}`,
    indicator: 'Availability',
    sli: { kind: 'pushed' },
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [],
    ...more,
  };
}

/** For tests of what becomes of documents: a format in which a line is an SLO, such as `checkout/latency 0.99 7d query=up`, and `!!` behind it an error. */
export function readLines(
  text: string,
  options: { service?: string } = {},
): ReadSlos {
  const documents: ReadSlos['documents'] = [];
  text.split('\n').forEach((line, index) => {
    const found =
      /^(?:(?<service>[\w-]+)\/)?(?<name>[\w-]+) (?<objective>0\.\d+) (?<days>\d+)d(?: every=(?<every>\w+))?(?: query=(?<query>\w+))?(?<rest> !!)?$/.exec(
        line,
      )?.groups;
    if (found) {
      const own = options.service?.split('/')[1] ?? 'nobody';
      const { name, objective, every, query, rest } = found;
      const spec = slo(found.service ?? own, name, {
        objective,
        window: { kind: 'rolling', days: Number(found.days) },
        sli: query
          ? { kind: 'raw', rawType: 'success', raw: { type: 'x', query } }
          : { kind: 'pushed', every },
      });
      const problems = rest
        ? [problem('error', index, { found: rest, allowed: 'nothing there' })]
        : [];
      documents.push({ slos: [spec], problems, invalid: problems.length > 0 });
    } else if (line !== '') {
      const allowed = 'a line that can be read';
      const problems = [problem('error', index, { found: line, allowed })];
      documents.push({ slos: [], problems, invalid: true });
    }
  });
  const problems = documents.flatMap(document => document.problems);
  return { documents, problems };
}

function problem(
  severity: SloProblem['severity'],
  index: number,
  words: { found: string; allowed: string },
): SloProblem {
  return { severity, path: `${index + 1}:`, ...words, line: index + 1 };
}
