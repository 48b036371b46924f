import {
  badSeries,
  burnAlertName,
  rulesInfoSeries,
  totalSeries,
} from '@gold-layer/backstage-plugin-common';
import { createServer, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { countsOf, hasIncident } from './counts';

/**
 * A stand-in for a Prometheus that has loaded the rules of every SLO: it
 * answers from the same sums as those that were written. It runs in a process
 * of its own, which is told the SLOs by its parent and tells its port, and
 * later how many questions it was asked.
 */

/** An SLO as the rules of Prometheus name it. */
export interface RuledSlo {
  num: number;
  id: string;
  service: string;
  /** Of its rules. */
  version: string;
  /** What they count, as they say it. */
  sli: string;
}

interface Series {
  metric: Record<string, string>;
  values: [number, string][];
}

/** A query as it was put, with the moments that it is asked for, in seconds since 1970. */
interface Question {
  query: string;
  times: number[];
}

const fiveSeconds = 300;

let slos: RuledSlo[] = [];
let asked = 0;

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body);
    },
    error => response.destroy(error),
  );
});

process.on('message', (told: RuledSlo[] | 'asked') => {
  if (told === 'asked') process.send?.({ asked });
  else {
    slos = told;
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') {
        process.send?.({ port: address.port });
      }
    });
  }
});
process.on('disconnect', () => process.exit());

async function answer(request: IncomingMessage) {
  asked += 1;
  const { pathname } = new URL(request.url ?? '', 'http://stand-in');
  const form = new URLSearchParams(await text(request));
  const isRange = pathname === '/api/v1/query_range';
  if (pathname === '/api/v1/rules') return success({ groups: [] });
  const times = isRange ? stepsOf(form) : [instantOf(form)];
  const found = seriesOf({ query: form.get('query') ?? '', times });
  if (!found) {
    return {
      status: 400,
      body: JSON.stringify({
        status: 'error',
        errorType: 'bad_data',
        error: `The stand-in does not know ${pathname} with ${form}`,
      }),
    };
  }
  return success(
    isRange
      ? { resultType: 'matrix', result: found }
      : {
          resultType: 'vector',
          result: found.map(({ metric, values: [value] }) => ({
            metric,
            value,
          })),
        },
  );
}

function success(data: object) {
  return { status: 200, body: JSON.stringify({ status: 'success', data }) };
}

/** Nothing where the query is none of those that are asked of rules. */
function seriesOf(question: Question): Series[] | undefined {
  const { query } = question;
  // The rules have been the same for ever.
  const isInfo = query.includes(rulesInfoSeries);
  if (query.includes('over_time') && !isInfo) return undefined;
  const wanted = slos.filter(matcherIn(query));
  const names = [totalSeries, badSeries].filter(name => query.includes(name));
  const found = [
    ...(isInfo ? wanted.map(infoOf(question)) : []),
    ...(query.includes(burnAlertName) ? wanted.flatMap(alertOf(question)) : []),
    ...names.flatMap(name =>
      wanted.flatMap(slo => countSeries(slo, name, question)),
    ),
  ];
  return found.length > 0 || wanted.length === 0 ? found : undefined;
}

function matcherIn(query: string): (slo: RuledSlo) => boolean {
  const named = /slo=~"((?:[^"\\]|\\.)*)"/.exec(query);
  if (!named) return () => true;
  const pattern = new RegExp(`^(?:${named[1].replaceAll('\\\\', '\\')})$`);
  return ({ id }) => pattern.test(id);
}

function infoOf({ times }: Question) {
  return ({ id, service, sli, version }: RuledSlo): Series => ({
    metric: { __name__: rulesInfoSeries, service, sli, slo: id, version },
    values: times.map(time => [time, '1']),
  });
}

function alertOf({ times: [time] }: Question) {
  return ({ id, num, service }: RuledSlo): Series[] =>
    hasIncident(num, Math.floor(time / fiveSeconds) - 1)
      ? [
          {
            metric: {
              __name__: 'ALERTS',
              alertname: burnAlertName,
              alertstate: 'firing',
              service,
              slo: id,
              severity: 'page',
              long_window: '1h',
              short_window: '5m',
            },
            values: [[time, '1']],
          },
        ]
      : [];
}

function countSeries(
  { id, num, service }: RuledSlo,
  name: string,
  { times }: Question,
): Series[] {
  const values = times.flatMap((time): Series['values'] => {
    const counts = countsOf(num, Math.floor(time / fiveSeconds) - 1);
    if (!counts) return [];
    const value = name === totalSeries ? counts.total : counts.bad;
    return [[time, String(value)]];
  });
  if (values.length === 0) return [];
  return [{ metric: { __name__: name, service, slo: id }, values }];
}

function stepsOf(form: URLSearchParams): number[] {
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(form.get(name)),
  );
  const times: number[] = [];
  for (let time = start; time <= end; time += step) times.push(time);
  return times;
}

function instantOf(form: URLSearchParams): number {
  return Number(form.get('time') ?? Date.now() / 1000);
}
