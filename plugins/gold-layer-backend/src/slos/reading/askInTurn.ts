import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SliCallOptions } from '@gold-layer/backstage-plugin-node';
import { plainError } from '../../facts/collect/plainError';
import { SourceTurns, SourceUnavailableError } from './SourceTurns';

/**
 * Puts a question to a source when it is its turn. That the source is busy,
 * slow or fails becomes an answer which says so: a page shows it in its place.
 */
export async function askInTurn<T>(
  asking: { logger: LoggerService; turns: SourceTurns; timeoutMs: number },
  question: (options: SliCallOptions) => Promise<T>,
  failed: (problem: string) => T,
): Promise<T> {
  const { logger, turns, timeoutMs } = asking;
  try {
    return await turns.ask(timeoutMs, signal => question({ signal, logger }));
  } catch (error) {
    return failed(
      error instanceof SourceUnavailableError
        ? error.message
        : `The source failed: ${plainError(error)}`,
    );
  }
}
