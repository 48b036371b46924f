import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { dataSourceSchema, type DataSource } from './dataSource';

const key = 'goldLayer.prometheus';
/** What stands there is never repeated in an error. */
const secrets = ['bearerToken', 'basicAuth', 'headers', 'url'];

/** The data sources of the configuration, the default one first; none if there is no configuration. */
export function readDataSources(config: RootConfigService): DataSource[] {
  const found = config.getOptional(key) ?? [];
  const result = z
    .array(dataSourceSchema, 'expected a list of data sources')
    .safeParse(found, { reportInput: true });
  if (!result.success) {
    throw new InputError(result.error.issues.map(describe).join('; '));
  }
  refuseDoubles(result.data);
  const first = result.data.find(it => it.default) ?? result.data[0];
  return [first, ...result.data].filter(
    (it, index) => it && (index === 0 || it !== first),
  );
}

function refuseDoubles(sources: DataSource[]): void {
  const names = sources.map(it => it.name);
  const double = names.findIndex((it, index) => names.indexOf(it) < index);
  if (double >= 0) {
    throw new InputError(
      `${key}.${double}.name: found "${names[double]}", which is the name of another data source already: each needs its own`,
    );
  }
  const defaults = sources.flatMap((it, index) => (it.default ? [index] : []));
  if (defaults.length > 1) {
    throw new InputError(
      `${key}.${defaults[1]}.default: found true, but '${sources[defaults[0]].name}' is the default already: only one may be`,
    );
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const path = [key, ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map(it => `'${it}'`).join(', ');
    return `${path}: found the unknown key ${unknown}; allowed are ${allowedAt(issue.path).join(', ')}`;
  }
  const isSecret = issue.path.some(it => secrets.includes(String(it)));
  const input = isSecret ? undefined : JSON.stringify(issue.input);
  if (issue.input === undefined)
    return `${path}: ${issue.message}, found nothing`;
  return `${path}: ${issue.message}${input ? `, found ${input.slice(0, 100)}` : ''}`;
}

function allowedAt(path: PropertyKey[]): string[] {
  const { shape } = dataSourceSchema;
  if (path.at(-1) === 'tls') return Object.keys(shape.tls.unwrap().shape);
  return Object.keys(
    path.at(-1) === 'basicAuth' ? shape.basicAuth.unwrap().shape : shape,
  );
}
