import { Portal } from './Portal';

/**
 * Sends a request once while the backend notes its statements, and answers
 * where the floor is that runs the same ones and sends the same bytes.
 */
export async function recordFloor(
  portal: Portal,
  name: string,
  send: () => Promise<Response>,
  options: { writes?: boolean } = {},
): Promise<{ url: string; statements: number }> {
  const bench = `${portal.baseUrl}/api/gold-layer/bench`;
  const url = `${bench}/floors/${encodeURIComponent(name)}`;
  await portal.fetch(`${bench}/recording`, { method: 'POST' });
  const response = await send();
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${body}`);
  const stored = await portal.fetch(options.writes ? `${url}?writes=1` : url, {
    method: 'PUT',
    body,
    headers: { 'Content-Type': 'text/plain' },
  });
  const { statements } = await stored.json();
  return { url, statements };
}
