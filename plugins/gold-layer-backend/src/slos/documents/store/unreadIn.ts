import {
  sloIdOf,
  SloProblem,
  UnreadDocument,
} from '@gold-layer/backstage-plugin-common';
import type { SloRecord } from '../../records';
import type { ReadSlos, StoredDocument } from '../records';
import { hasErrors } from './resolveSlos';

type File = Pick<
  StoredDocument,
  'key' | 'service' | 'location' | 'error' | 'problems'
>;
type Document = ReadSlos['documents'][number];

const unclear: SloProblem = {
  severity: 'error',
  path: '',
  found: 'a document that gives no SLO',
  allowed: 'one that does',
};

/**
 * Documents of a file that should give a service an SLO while none of it is in
 * force, not even as it was before. Those that do not say what they are called
 * are taken for the SLOs of the file that stay in force unread, as far as these go.
 */
export function unreadIn(
  file: File,
  read: ReadSlos,
  asked: { service: string; inForce: readonly SloRecord[] },
): UnreadDocument[] {
  const { service, inForce } = asked;
  const ids = new Set(inForce.map(({ spec }) => spec.id));
  const own = inForce.filter(({ documentKey }) => documentKey === file.key);
  // Files of definitions speak of many services: what does not say of which speaks of none.
  const shared = file.service === undefined;
  const documents = read.documents.filter(it =>
    promises(it, { service, shared }),
  );
  const named = documents.filter(it => idsOf(it, service).length > 0);
  const spoken = new Set(named.flatMap(it => idsOf(it, service)));
  const standing = own.filter(({ spec }) => !spoken.has(spec.id)).length;
  const nameless = [
    ...documents
      .filter(it => !named.includes(it))
      .map(({ problems }) => ({ problem: firstError(problems) })),
    ...(shared ? [] : ofNoDocument(read).map(problem => ({ problem }))),
  ];
  const lost: { name?: string; problem?: SloProblem }[] = [
    ...named
      .filter(it => !idsOf(it, service).some(id => ids.has(id)))
      .map(it => ({
        name: it.name ?? it.slos[0]?.name,
        problem: firstError(it.problems) ?? takenIn(file, it),
      })),
    ...nameless.slice(standing),
  ];
  const { error } = file;
  if (!shared && error !== undefined && lost.length + own.length === 0) {
    lost.push({ problem: unreadable(file, error) });
  }
  return lost.map(({ problem = unclear, ...each }) => ({
    location: file.location,
    ...each,
    problem,
  }));
}

/** Whether a document means to give the service an SLO. */
function promises(
  { invalid, kind, slos, ...document }: Document,
  { service, shared }: { service: string; shared: boolean },
): boolean {
  if (slos.length > 0) return slos.some(spec => spec.service === service);
  const mayBeOne = kind === undefined || kind === 'SLO';
  const meant = document.service ?? (shared ? undefined : service);
  return invalid && mayBeOne && meant === service;
}

function idsOf({ name, slos }: Document, service: string): string[] {
  const ids = slos.flatMap(spec => (spec.service === service ? spec.id : []));
  if (ids.length > 0 || name === undefined) return ids;
  return [sloIdOf(service, name)];
}

/** Parts of the file that are no document at all, such as broken YAML. */
function ofNoDocument({ documents, problems }: ReadSlos): SloProblem[] {
  const told = new Set(
    documents.flatMap(({ problems: own }) => own.map(markOf)),
  );
  return problems.filter(
    problem => hasErrors([problem]) && !told.has(markOf(problem)),
  );
}

/** Whether paths name the document differs between a file and its documents. */
function markOf({ allowed, found, line, path }: SloProblem): string {
  return JSON.stringify([path.replace(/^\d+:/, ''), found, allowed, line]);
}

function firstError(problems: readonly SloProblem[]): SloProblem | undefined {
  return problems.find(problem => hasErrors([problem]));
}

/** What only shows beside other documents: the address is another service's. */
function takenIn({ problems }: File, { slos }: Document) {
  return problems.find(
    problem =>
      hasErrors([problem]) && slos.some(({ id }) => id === problem.found),
  );
}

function unreadable({ location }: File, error: string): SloProblem {
  return {
    severity: 'error',
    path: '',
    found: `a file that could not be read (${error.replace(/\.$/, '')})`,
    allowed: `OpenSLO documents at ${location}`,
  };
}
