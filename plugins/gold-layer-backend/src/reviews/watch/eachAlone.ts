import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JudgedReview } from './judgedNow';

/** Hands on what waits in each review; one that fails does not keep the others from it. */
export async function eachAlone(
  judged: readonly JudgedReview[],
  logger: LoggerService,
  work: (each: JudgedReview) => Promise<void>,
): Promise<void> {
  for (const each of judged) {
    try {
      await work(each);
    } catch (error) {
      logger.warn(
        `Review ${each.review.id} could not be handed on: ${toError(error).message}`,
      );
    }
  }
}
