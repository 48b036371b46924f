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

/** For tests of what becomes of documents: a format in which a line is an SLO, such as `checkout/latency 0.99 7d rank=2`. */
export function readLines(
  text: string,
  options: { service?: string } = {},
): ReadSlos {
  const slos: SloSpec[] = [];
  const problems: SloProblem[] = [];
  text.split('\n').forEach((line, index) => {
    const found =
      /^(?:(?<service>[\w-]+)\/)?(?<name>[\w-]+) (?<objective>0\.\d+) (?<days>\d+)d(?: every=(?<every>\w+))?(?: query=(?<query>\w+))?$/.exec(
        line,
      )?.groups;
    if (found) {
      const own = options.service?.split('/')[1] ?? 'nobody';
      const { name, objective, every, query } = found;
      slos.push(
        slo(found.service ?? own, name, {
          objective,
          window: { kind: 'rolling', days: Number(found.days) },
          sli: query
            ? { kind: 'raw', rawType: 'success', raw: { type: 'x', query } }
            : { kind: 'pushed', every },
        }),
      );
    } else if (line !== '') {
      problems.push({
        severity: 'error',
        path: `${index + 1}:`,
        found: line,
        allowed: 'a line that can be read',
        line: index + 1,
      });
    }
  });
  return { slos, problems };
}
