import { parser } from '@prometheus-io/lezer-promql';
import type { SloSpec } from '../spec';
import { queriesOf } from './problems';
import { fillWindow } from './promql';

/** Why Prometheus would refuse rules with the queries of an SLO, in a sentence. */
export function unreadableQuery({
  sli,
}: Pick<SloSpec, 'sli'>): string | undefined {
  for (const { path, query } of queriesOf(sli)) {
    const rest = unreadableFrom(query.query);
    if (rest === undefined) continue;
    const where =
      rest === '' ? 'at its end' : `from ${JSON.stringify(shortened(rest))} on`;
    return `${path}.query is no PromQL ${where}, and Prometheus would refuse the whole file.`;
  }
  return undefined;
}

/** The begin of a text, for messages. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/**
 * From where on a query is no PromQL; nothing where all of it is. Prometheus'
 * own grammar says so; it knows no types, so that a query may be readable and
 * still make no sense.
 */
export function unreadableFrom(query: string): string | undefined {
  const text = fillWindow(query, '5m');
  let at: number | undefined;
  parser.parse(text).iterate({
    enter: ({ from, type }) => {
      if (type.isError) at ??= from;
    },
  });
  return at === undefined ? undefined : text.slice(at).trim();
}
