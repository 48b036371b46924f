import type { ScmIntegrations } from '@backstage/integration';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';
import { stringify } from 'yaml';
import { repositoryBase } from '../../../facts/repository/repositoryPlace';

/** What a service record says about its SLOs. */
export type RecordDocument =
  | { kind: 'none' }
  /** Documents that stand in the record itself. */
  | { kind: 'inline'; text: string }
  | { kind: 'file'; url: string; named: string }
  /** It names a file that cannot be found, or is wrong itself: `error` says what to do. */
  | { kind: 'unusable'; named: string; error: string };

const field = 'spec.goldLayer.slos';

/** Reads from a service record where its SLOs are. */
export function recordDocument(
  { service, entity }: ServiceWithEntity,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): RecordDocument {
  const wrong = service.recordProblems.find(
    problem =>
      problem.field === 'spec.goldLayer' || problem.field.startsWith(field),
  );
  if (wrong) {
    return {
      kind: 'unusable',
      named: wrong.field,
      error: `${wrong.field}: found ${wrong.found}, allowed is ${wrong.allowed}`,
    };
  }
  const { slos } = service.record;
  if (slos === undefined || slos.length === 0) return { kind: 'none' };
  if (typeof slos === 'string') {
    return place(slos, repositoryBase(entity), integrations);
  }
  return {
    kind: 'inline',
    text: slos.map(document => stringify(document)).join('---\n'),
  };
}

function place(
  named: string,
  base: string | undefined,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): RecordDocument {
  if (/^https?:\/\//i.test(named)) return file(named, named);
  if (base === undefined) {
    return {
      kind: 'unusable',
      named,
      error: `${field} names the path ${named}, but the entity has no repository that it could start from. Write a full URL, or give the entity the annotation backstage.io/source-location with a URL.`,
    };
  }
  try {
    return file(integrations.resolveUrl({ url: named, base }), named);
  } catch {
    return {
      kind: 'unusable',
      named,
      error: `${field} names the path ${named}, which cannot be found from ${base}. Write a full URL, or correct the entity's backstage.io/source-location.`,
    };
  }
}

function file(url: string, named: string): RecordDocument {
  return URL.canParse(url)
    ? { kind: 'file', url, named }
    : {
        kind: 'unusable',
        named,
        error: `${field}: found ${named}, allowed is a path or a full URL such as https://example.com/openslo.yaml`,
      };
}
