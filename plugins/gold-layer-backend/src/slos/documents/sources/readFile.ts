import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  readingProblem,
  ReadingProblem,
} from '../../../facts/repository/readingProblem';
import { isStorable, unstorable } from '../../../http/storableText';

/** What reading a file came to. */
export type FileReading =
  | { outcome: 'text'; text: string; etag?: string }
  | { outcome: 'unchanged' }
  | { outcome: 'failed'; problem: ReadingProblem };

/** More is no OpenSLO file but a mistake. */
const maxBytes = 500_000;

/** Reads one file, unless it is as it was. */
export async function readFile(
  reader: UrlReaderService,
  {
    url,
    etag,
    now,
    signal,
  }: { url: string; etag?: string; now: Date; signal: AbortSignal },
): Promise<FileReading> {
  try {
    const response = await reader.readUrl(url, { etag, signal });
    const buffer = await response.buffer();
    const text = buffer.toString('utf8');
    const unfit = whyUnfit(buffer, text);
    return unfit === undefined
      ? { outcome: 'text', text, etag: response.etag }
      : failed(`${url} ${unfit}`);
  } catch (error) {
    if (error instanceof Error && error.name === 'NotModifiedError') {
      return { outcome: 'unchanged' };
    }
    const problem = readingProblem(error, { url, now });
    return problem.kind === 'not-found'
      ? { outcome: 'failed', problem: { ...problem, sentence: notFound(url) } }
      : { outcome: 'failed', problem };
  }
}

function whyUnfit(buffer: Buffer, text: string): string | undefined {
  if (buffer.length > maxBytes) {
    return `has ${buffer.length} bytes; an OpenSLO file may have ${maxBytes}.`;
  }
  if (text.trim() === '') return 'is empty; an OpenSLO file has documents.';
  return isStorable(text) ? undefined : `may not hold ${unstorable}.`;
}

function failed(sentence: string): FileReading {
  return { outcome: 'failed', problem: { kind: 'other', sentence } };
}

function notFound(url: string): string {
  return `There is no file at ${url}, or the portal's token may not see it (404). Correct spec.goldLayer.slos of the service, or put the file there.`;
}
