import { stringifyError } from '@backstage/errors';
import { shortened } from '@gold-layer/backstage-plugin-common';

/** What somebody reads on a page need not be longer. */
const longest = 300;

/**
 * An error as a sentence for people, without what could be secret: passwords
 * and queries of URLs, and anything that looks like a token.
 */
export function plainError(error: unknown): string {
  const text = stringifyError(error)
    .split('\n')[0]
    .replace(/\/\/[^/\s@]+@/g, '//')
    .replace(/(https?:\/\/[^\s?'"]+)\?[^\s'"]*/g, '$1')
    .replace(/\b(bearer|basic|token)\s+\S+/gi, '$1 …')
    .replace(/\b[A-Za-z0-9_-]{32,}\b/g, '…');
  return shortened(text, longest);
}
