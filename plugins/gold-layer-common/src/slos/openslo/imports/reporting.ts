import type { ImportedSloDocument } from '../../documents';
import type { SloSpec } from '../../spec';
import { isObject } from '../checkAgainst';
import { findingsOf, type Findings } from '../findings';
import { readSloDocuments } from '../readSloDocuments';
import { writeOpenSlos } from '../writeOpenSlo';
import {
  readYamlDocuments,
  type Path,
  type YamlDocument,
} from '../yamlDocuments';

/** What an import made of a file. */
export type Imported = ImportedSloDocument;

/** Where a part of the foreign document stands, with how to report about it. */
export interface ImportSpot {
  document: YamlDocument;
  path: Path;
  /** Something that is not carried over, or was assumed. */
  note(path: Path, text: string, found?: string): void;
  findings: Findings;
}

/** Notes on fields that hold something and are not carried over, each with its reason. */
export function noteLeftOut(
  spot: ImportSpot,
  value: unknown,
  reasons: Record<string, string>,
): void {
  if (!isObject(value)) return;
  for (const [field, reason] of Object.entries(reasons)) {
    if (value[field] !== undefined) spot.note([field], reason);
  }
}

/** Turns every document of a file; those that are not of the format are reported. */
export function importDocuments(
  text: string,
  format: Imported['format'],
  convert: (value: unknown, spot: ImportSpot) => SloSpec[],
): Imported {
  const file = readYamlDocuments(text);
  const several = file.documents.length + file.problems.length > 1;
  const report: Imported['report'] = file.problems.map(
    ({ path, found, allowed }) => ({ path, found, note: allowed }),
  );
  const slos = file.documents.flatMap(document => {
    const findings = findingsOf(document, several);
    const spot: ImportSpot = {
      document,
      path: [],
      findings,
      note: (path, note, found) => findings.warning(path, note, found),
    };
    const converted = convert(document.value, spot);
    report.push(
      ...findings.problems.map(({ path, found, allowed }) => ({
        path,
        found,
        note: allowed,
      })),
    );
    return converted;
  });
  if (slos.length === 0) {
    report.push({
      path: '',
      found: 'no SLO',
      note: 'Nothing could be carried over.',
    });
  }
  const written = writeOpenSlos(slos);
  const remaining = readSloDocuments(written).problems.map(
    ({ path, found, allowed }) => ({
      path: `OpenSLO ${path}`,
      found,
      note: `To be repaired by hand; expected ${allowed}`,
    }),
  );
  return { format, text: written, report: [...report, ...remaining] };
}

/** The spot some steps deeper. */
export function deeper(spot: ImportSpot, ...keys: PropertyKey[]): ImportSpot {
  return {
    ...spot,
    path: [...spot.path, ...keys],
    note: (path, text, found) => spot.note([...keys, ...path], text, found),
  };
}

/** A name as a DNS label; noted where it had to change. */
export function labelled(name: string, path: Path, spot: ImportSpot): string {
  const label = name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  if (label !== name) {
    spot.note(path, `Became ${label || 'slo'}, as names are DNS labels here.`);
  }
  return label || 'slo';
}
