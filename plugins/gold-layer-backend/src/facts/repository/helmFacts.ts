import { isObject, readYaml } from './readManifests';
import { matching, RepositoryFile } from './RepositoryFiles';

/** What a Helm chart sets by itself. */
export interface Chart {
  limits: boolean;
  probes: boolean;
}

const chartFile = /(^|\/)Chart\.ya?ml$/;
const valuesFile = /(^|\/)values[^/]*\.ya?ml$/;

/**
 * Charts with what they set. Templates are no YAML before they are rendered,
 * so limits and probes count when a values file sets them, or when a template
 * sets them without asking the values.
 */
export function helmFacts(files: RepositoryFile[]): Chart[] {
  return matching(files, chartFile)
    .filter(({ content }) => !/^type:\s*library\s*$/m.test(content ?? ''))
    .map(({ path }) => {
      const folder = path.replace(/Chart\.ya?ml$/, '');
      const inside = files.filter(file => file.path.startsWith(folder));
      const values = matching(inside, valuesFile).flatMap(file =>
        readYaml(file.content ?? ''),
      );
      const templates = inside
        .filter(
          file =>
            file.path.includes('/templates/') ||
            file.path.startsWith('templates/'),
        )
        .map(file => file.content ?? '')
        .join('\n');
      return {
        limits:
          values.some(value => sets(value, ['resources', 'limits'])) ||
          writesOut(templates, 'limits', 'resources'),
        probes: ['livenessProbe', 'readinessProbe'].every(
          probe =>
            values.some(value => sets(value, [probe])) ||
            writesOut(templates, probe, probe),
        ),
      };
    });
}

/** Whether the keys, one below the other, are set to something anywhere in a value. */
function sets(value: unknown, [key, ...below]: string[], depth = 0): boolean {
  if (!isObject(value) || depth > 8) return false;
  const found = value[key];
  const here =
    below.length > 0
      ? isObject(found) && isFilled(found[below[0]])
      : isFilled(found);
  return (
    here ||
    Object.values(value).some(inner => sets(inner, [key, ...below], depth + 1))
  );
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function writesOut(templates: string, key: string, valueName: string): boolean {
  const written = new RegExp(`^\\s*${key}:`, 'm');
  const asked = new RegExp(`\\.Values\\.[\\w.]*${valueName}`);
  return written.test(templates) && !asked.test(templates);
}
