import type { Entry, References } from './references';
import { serviceRef } from './serviceOf';
import { valueAt, type Path } from './yamlDocuments';

const annotation: Path = [
  'metadata',
  'annotations',
  'gold-layer.io/entity-ref',
];

/**
 * What a document is called, and which service an SLO is meant for, as far as
 * that can be told of one that has errors: somebody has to know what is missing.
 */
export function spokenOf(
  { document, kind }: Entry,
  around: { references: References; expected?: string },
): { name?: string; service?: string } {
  const text = (value: unknown, ...path: Path) => {
    const found = valueAt(value, path);
    return typeof found === 'string' ? found : undefined;
  };
  const name = text(document.value, 'metadata', 'name');
  const named = text(document.value, 'spec', 'service');
  const written = named && around.references.service(named)?.data;
  const said =
    around.expected ??
    text(document.value, ...annotation) ??
    text(written, ...annotation) ??
    named;
  const service =
    said !== undefined && (kind === undefined || kind === 'SLO')
      ? serviceRef(said)
      : undefined;
  return {
    ...(name !== undefined && { name }),
    ...(service !== undefined && { service }),
  };
}
