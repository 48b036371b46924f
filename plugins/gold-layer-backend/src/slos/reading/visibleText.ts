import {
  readSloDocuments,
  SloOrigin,
} from '@gold-layer/backstage-plugin-common';
import type { Reading } from './filterSlos';

/**
 * The text of a document as far as a caller may see it. Files of definitions
 * may speak of any service: who does not see all of them sees the documents of
 * the SLOs in question, and nothing of what stands beside them.
 */
export function visibleText(
  { origin, text }: { origin: SloOrigin; text: string },
  ids: readonly string[],
  { scope }: Pick<Reading, 'scope'>,
): string {
  if (scope.everything || origin !== 'definitions') return text;
  return readSloDocuments(text)
    .documents.filter(({ slos }) => slos.some(({ id }) => ids.includes(id)))
    .map(({ source }) => source)
    .join('---\n');
}
