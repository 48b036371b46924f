import type { ForeignFiles } from './Definitions';
import { FoundDocument, parseDocuments } from './parseDocuments';
import type { ReadLocation } from './readLocations';

/** Whether a document is of a foreign format. */
export function isForeign(
  { apiVersion }: Pick<FoundDocument, 'apiVersion'>,
  formats: readonly string[],
): boolean {
  return formats.some(format => apiVersion?.startsWith(format));
}

/** Picks the documents of a foreign format out of everything that was read. */
export function foreignFiles(
  read: readonly ReadLocation[],
  format: string,
): ForeignFiles {
  const all: ForeignFiles = { files: [], unclear: [] };
  for (const { name, error, files } of read) {
    if (error !== undefined) all.unclear.push(name);
    for (const { shownAs, text } of files) {
      const found = parseDocuments(text);
      const damaged = found.some(({ broken }) => broken !== undefined);
      if (found.some(each => isForeign(each, [format]))) {
        const mine = onlyForeign(text, found, format);
        all.files.push({ shownAs, text: mine, damaged });
      } else if (damaged) all.unclear.push(shownAs);
    }
  }
  return all;
}

function onlyForeign(
  text: string,
  found: FoundDocument[],
  format: string,
): string {
  let rest = text;
  for (const { range, ...document } of found) {
    if (isForeign(document, [format])) continue;
    const blank = text.slice(range.start, range.end).replace(/[^\n]/g, ' ');
    rest = rest.slice(0, range.start) + blank + rest.slice(range.end);
  }
  return rest;
}
