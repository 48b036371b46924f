import type { Portal } from './Portal';

/** Runs something; with `file`, two files of that name say afterwards what the backend spent its time on. It takes longer then. */
export async function profiled<T>(
  portal: Portal,
  file: string | undefined,
  run: () => Promise<T>,
): Promise<T> {
  if (!file) return run();
  await portal.post('profile/begin', {});
  const result = await run();
  await portal.post('profile/end', { file });
  return result;
}
