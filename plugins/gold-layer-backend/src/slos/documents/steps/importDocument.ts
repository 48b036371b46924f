import { InputError } from '@backstage/errors';
import {
  ImportedSloDocument,
  importFormats,
  importSlos,
} from '@gold-layer/backstage-plugin-common';

/**
 * Turns a file of another tool into OpenSLO.
 *
 * @throws InputError if it is of no tool that is known
 */
export function importDocument({
  text,
  format,
}: {
  text: string;
  format?: ImportedSloDocument['format'];
}): ImportedSloDocument {
  const imported = importSlos(text, format);
  if (imported) return imported;
  throw new InputError(
    `body.text: found a file of no format that can be imported, expected one of ${importFormats.join(', ')}`,
  );
}
