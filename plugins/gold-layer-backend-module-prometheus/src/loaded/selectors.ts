import { promQuote } from '@gold-layer/backstage-plugin-common';

/** Up to so many SLOs are named in one query; for more, all there are is less to ask. */
export const mostNamed = 500;

/** A matcher for the label `slo`: none where all are meant. */
export function sloMatchers(slos: string[] | 'all'): string[] {
  if (slos === 'all') return [];
  const names = slos.map(it => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return [`slo=~${promQuote(names.join('|'))}`];
}

/** A matcher for one of several metrics. */
export function nameMatcher(names: string[]): string {
  return `__name__=~${promQuote(names.join('|'))}`;
}

/** A selector out of a name, which may be empty, and matchers. */
export function selector(name: string, matchers: string[]): string {
  return matchers.length > 0 ? `${name}{${matchers.join(',')}}` : name;
}
