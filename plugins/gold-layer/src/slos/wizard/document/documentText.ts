import {
  readSloDocuments,
  writeOpenSlo,
  writeOpenSlos,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';

/**
 * The file that stands, with an SLO put into it: in the place of the document
 * that has it already, or at the end. All others stay as they were written.
 */
export function withSlo(standing: string | undefined, slo: SloSpec): string {
  const written = writeOpenSlo(slo);
  if (!standing?.trim()) return written;
  const { documents } = readSloDocuments(standing, { service: slo.service });
  const old = documents.find(({ slos }) =>
    slos.some(({ id }) => id === slo.id),
  );
  if (!old || !old.source || !standing.includes(old.source)) {
    return appended(standing, written);
  }
  // A document of several objectives gives one SLO for each: the others stay.
  const all = old.slos.map(each => (each.id === slo.id ? slo : each));
  // The line that parts it from the document before stays.
  const parting = /^---.*\n/.exec(old.source)?.[0] ?? '';
  return standing.replace(old.source, () => `${parting}${writeOpenSlos(all)}`);
}

/** The file that stands with those of another file put into it, each as {@link withSlo} does. */
export function withFile(
  standing: string | undefined,
  file: string,
  service: string,
): string {
  if (!standing?.trim()) return file;
  const { slos } = readSloDocuments(file, { service });
  // What cannot be read as SLOs is not lost either: the check says what is wrong with it.
  if (slos.length === 0) return appended(standing, file);
  return slos.reduce<string>(withSlo, standing);
}

/** Whether comments were written where a document would be written anew. */
export function losesComments(
  standing: string | undefined,
  slo: SloSpec,
): boolean {
  if (!standing) return false;
  const { documents } = readSloDocuments(standing, { service: slo.service });
  return documents.some(
    ({ slos, source }) =>
      slos.some(({ id }) => id === slo.id) && /(^|\s)#/m.test(source),
  );
}

function appended(standing: string, written: string): string {
  return `${standing.trimEnd()}\n---\n${written}`;
}
