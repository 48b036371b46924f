import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { below, type References, type Spot } from './references';
import { readAnnotations } from './annotations';
import type { OpenSlo } from './schema';

const defaults = { defaultKind: 'Component', defaultNamespace: 'default' };

/** Kind, namespace and name as the catalog lets them be: they stand in rules and addresses. */
const wholeRef = /^[\w.-]+:[\w.-]+\/[\w.-]+$/;

/** A name or ref of a service as a full entity ref in lower case; undefined where it is none. */
export function serviceRef(text: string): string | undefined {
  try {
    const ref = stringifyEntityRef(parseEntityRef(text.trim(), defaults));
    return wholeRef.test(ref) ? ref.toLocaleLowerCase('en-US') : undefined;
  } catch {
    return undefined;
  }
}

/** Address of an SLO: `<namespace>.<service>.<name>`. */
export function sloIdOf(service: string, name: string): string {
  const { namespace, name: own } = parseEntityRef(service, defaults);
  return `${namespace}.${own}.${name}`.toLocaleLowerCase('en-US');
}

/**
 * The service of an SLO: the one whose record names the file, else the one of
 * its annotation, of the referenced Service's annotation, or of `spec.service`.
 */
export function serviceOf(
  slo: OpenSlo<'SLO'>,
  {
    at,
    annotated,
    references,
    expected,
  }: {
    /** The document's root. */
    at: Spot;
    /** By the SLO's own annotation. */
    annotated?: string;
    references: References;
    /** Entity ref of the record that names the file. */
    expected?: string;
  },
): string | undefined {
  const { service } = slo.spec;
  const field = [...at.path, 'spec', 'service'];
  if (service === undefined && !annotated && !expected) {
    at.findings.error(
      field,
      'the name of a catalog component, or its entity ref such as component:default/checkout',
    );
    return undefined;
  }
  const document = service ? references.service(service) : undefined;
  const meta = document?.data.metadata;
  const spot = document && below({ ...document.entry, path: [] }, 'metadata');
  const inherited = spot && readAnnotations(meta?.annotations, spot).entityRef;
  const said = annotated ?? inherited ?? service;
  const found = said === undefined ? undefined : serviceRef(said);
  if (said !== undefined && !found) {
    at.findings.error(
      field,
      'the name of a catalog component, or its entity ref such as component:default/checkout',
    );
  }
  const wanted = expected && serviceRef(expected);
  const result = wanted ?? found;
  if (result && !result.startsWith('component:')) {
    at.findings.error(field, 'a component: SLOs belong to services');
    return undefined;
  }
  if (wanted && found && found !== wanted && !isNameOf(service, wanted)) {
    at.findings.warning(
      field,
      `${wanted}, whose record names this file; the SLO is counted as its own`,
      found,
    );
  }
  return result;
}

/** Whether a bare name means the expected service, in whatever namespace that is. */
function isNameOf(service: string | undefined, wanted: string): boolean {
  return (
    service?.toLocaleLowerCase('en-US') ===
    parseEntityRef(wanted, defaults).name
  );
}
