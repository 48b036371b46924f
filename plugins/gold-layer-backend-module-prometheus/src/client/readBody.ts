import { PrometheusFailure } from './failure';

/** Thirty-two mebibytes hold a million samples and more; above it the answer would stand in the way of everything else. */
export const mostBytes = 32 * 1024 * 1024;

/** Reads an answer up to the bound; leaving the loop ends the connection. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  options: { source: string; most?: number },
): Promise<string> {
  const most = options.most ?? mostBytes;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) {
      throw PrometheusFailure.ofSource(
        `Prometheus '${options.source}' answers with more than ${Math.round(most / 1024 / 1024)} MiB, which is more than is read at a time.`,
        { code: 'limit' },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
