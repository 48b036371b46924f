import { foreignFormat } from '../checkDocument';
import { readYamlDocuments } from '../yamlDocuments';
import { importPyrra } from './pyrra';
import { importSloth } from './sloth';
import type { Imported } from './reporting';

export { importPyrra } from './pyrra';
export { importSloth } from './sloth';

/** The format of a file, by what its documents say of themselves. */
export function importFormatOf(text: string): Imported['format'] | undefined {
  for (const { value } of readYamlDocuments(text).documents) {
    const items =
      typeof value === 'object' && value !== null && 'items' in value
        ? value.items
        : undefined;
    const first: unknown = Array.isArray(items) ? items[0] : undefined;
    const format = foreignFormat(value) ?? foreignFormat(first);
    if (format) return format === 'Sloth' ? 'sloth' : 'pyrra';
  }
  return undefined;
}

/** Turns a file of another tool into OpenSLO; undefined where it is of none that is known. */
export function importSlos(
  text: string,
  format = importFormatOf(text),
): Imported | undefined {
  if (!format) return undefined;
  return format === 'sloth' ? importSloth(text) : importPyrra(text);
}
