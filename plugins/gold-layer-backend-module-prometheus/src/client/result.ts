import { PrometheusFailure } from './failure';

/** One number at one moment: seconds since 1970, and the number, which may be NaN or infinite. */
export type Sample = readonly [at: number, value: number];

/** A series of an answer: one sample for an instant, many for a range. */
export interface Series {
  labels: Record<string, string>;
  samples: Sample[];
}

/** The numbers of Prometheus are strings, because JSON has neither NaN nor infinity. */
export function parseNumber(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  return Number(text);
}

/** The series of a query's `data`; throws where it is anything else. */
export function parseResult(data: unknown, source: string): Series[] {
  const unreadable = () =>
    PrometheusFailure.ofSource(
      `Prometheus '${source}' answers in a form that is not the API's.`,
    );
  if (!isObject(data) || !Array.isArray(data.result)) throw unreadable();
  if (data.resultType === 'scalar') {
    return [{ labels: {}, samples: [toSample(data.result, unreadable)] }];
  }
  if (data.resultType !== 'vector' && data.resultType !== 'matrix') {
    throw PrometheusFailure.ofQuery(
      `The query answers with a ${String(data.resultType)}, not with series of numbers.`,
    );
  }
  return data.result.map((item: unknown) => {
    if (!isObject(item) || !isLabels(item.metric)) throw unreadable();
    const samples =
      item.values ?? (item.value === undefined ? [] : [item.value]);
    if (!Array.isArray(samples)) throw unreadable();
    return {
      labels: item.metric,
      samples: samples.map(it => toSample(it, unreadable)),
    };
  });
}

function toSample(found: unknown, unreadable: () => Error): Sample {
  if (!Array.isArray(found)) throw unreadable();
  const [at, value]: unknown[] = found;
  if (typeof at !== 'number' || typeof value !== 'string') throw unreadable();
  return [at, parseNumber(value)];
}

/** Whether it is an object of JSON, with whatever in it. */
export function isObject(it: unknown): it is Record<string, unknown> {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

function isLabels(it: unknown): it is Record<string, string> {
  return (
    isObject(it) && Object.values(it).every(value => typeof value === 'string')
  );
}
