import {
  SloOrigin,
  sloOrigins,
  SloProblem,
} from '@gold-layer/backstage-plugin-common';
import type { SloRecord } from '../../records';
import type { ParsedDocument, ParsedSlo } from '../records';

/** An SLO as documents want it. */
export type Wanted = Pick<
  SloRecord,
  'spec' | 'origin' | 'documentKey' | 'problems' | 'invalid' | 'shadowed'
>;

/** What documents come to when they are taken together. */
export interface Resolved {
  /** By id. */
  wanted: Map<string, Wanted>;
  /** What is wrong with each document, by key: what its reader says, and what only shows beside others. */
  problems: Map<string, SloProblem[]>;
}

/**
 * Decides which document has the say on each SLO: that of the earlier origin,
 * or else the first by key; one without errors comes before all that have some.
 */
export function resolveSlos(documents: readonly ParsedDocument[]): Resolved {
  const wanted = new Map<string, Wanted>();
  const problems = new Map<string, SloProblem[]>();
  const places = new Map(documents.map(it => [it.key, placeOf(it)]));
  for (const document of inOrder(documents)) {
    problems.set(document.key, [...document.problems]);
    for (const slo of document.slos) {
      const { spec } = slo;
      const before = wanted.get(spec.id);
      if (!before) wanted.set(spec.id, toWanted(slo, document));
      else if (before.invalid && !slo.invalid) {
        const over = places.get(before.documentKey) ?? [];
        const shadowed = [over, before.shadowed].flat();
        wanted.set(spec.id, { ...toWanted(slo, document), shadowed });
      } else before.shadowed.push(placeOf(document));
    }
  }
  return { wanted, problems };
}

/** Documents, those that win first. */
export function inOrder<T extends Pick<ParsedDocument, 'key' | 'origin'>>(
  documents: readonly T[],
): T[] {
  return [...documents].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1),
  );
}

/** 0 wins over all others. */
export function rankOf({ origin }: { origin: SloOrigin }): number {
  return sloOrigins.indexOf(origin);
}

function placeOf({ origin, location }: ParsedDocument) {
  return { origin, location };
}

function toWanted(
  { spec, problems, invalid }: ParsedSlo,
  document: ParsedDocument,
): Wanted {
  const { key, origin } = document;
  return {
    spec,
    origin,
    documentKey: key,
    problems: withReadingError(problems, document),
    invalid,
    shadowed: [],
  };
}

/** A document's problems, with the reason why it could not be read among them. */
export function problemsOf(
  document: Pick<ParsedDocument, 'error' | 'location' | 'problems'>,
): SloProblem[] {
  return withReadingError(document.problems, document);
}

function withReadingError(
  problems: SloProblem[],
  { error, location }: Pick<ParsedDocument, 'error' | 'location'>,
): SloProblem[] {
  if (error === undefined) return problems;
  const unread: SloProblem = {
    severity: 'error',
    path: '',
    found: location,
    allowed: error,
  };
  return [unread, ...problems];
}

/** Whether nothing can be computed. */
export function hasErrors(problems: readonly SloProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
