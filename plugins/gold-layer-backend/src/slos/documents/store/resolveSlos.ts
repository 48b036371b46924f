import {
  SloOrigin,
  sloOrigins,
  SloProblem,
  SloSpec,
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
 * or else the first by key. What a service's own document says of another
 * service is refused, or else whoever owns one service could speak for all.
 */
export function resolveSlos(documents: readonly ParsedDocument[]): Resolved {
  const wanted = new Map<string, Wanted>();
  const problems = new Map<string, SloProblem[]>();
  const places = new Map(documents.map(it => [it.key, placeOf(it)]));
  for (const document of inOrder(documents)) {
    const mine = [...document.problems];
    problems.set(document.key, mine);
    for (const slo of document.slos) {
      const { spec } = slo;
      const before = wanted.get(spec.id);
      if (isOfAnother(spec, document)) mine.push(notYours(spec, document));
      else if (before?.documentKey === document.key) mine.push(twice(spec));
      else if (!before) wanted.set(spec.id, toWanted(slo, document));
      else if (before.invalid && !hasErrors(slo.problems)) {
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

function isOfAnother(spec: SloSpec, { service }: ParsedDocument): boolean {
  return service !== undefined && spec.service !== service;
}

function toWanted(
  { spec, problems }: ParsedSlo,
  document: ParsedDocument,
): Wanted {
  const { key, origin } = document;
  return {
    spec,
    origin,
    documentKey: key,
    problems: withReadingError(problems, document),
    invalid: hasErrors(problems),
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

function notYours(spec: SloSpec, { service }: ParsedDocument): SloProblem {
  return {
    severity: 'error',
    path: 'spec.service',
    found: spec.service,
    allowed: `${service}: a document that belongs to a service speaks of that service alone; SLOs of several services go into a folder of definitions`,
  };
}

function twice(spec: SloSpec): SloProblem {
  return {
    severity: 'error',
    path: 'metadata.name',
    found: spec.id,
    allowed: 'a name that no other SLO of the file comes to; the first counts',
  };
}
