import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PastRecordInput } from '@gold-layer/backstage-plugin-common';

/** Where reviews, assessments and waivers were kept before the portal. */
export interface HistorySource {
  /** Lower case letters, digits and hyphens; each key of it is taken over once. */
  readonly name: string;
  /** Said beside what it brought. */
  readonly title: string;
  /**
   * Everything there is, earlier terms before later ones. It is asked again at
   * each start of the portal and every hour, so that what could not be taken
   * over yet, or is new, follows.
   */
  records(options: {
    signal: AbortSignal;
    logger: LoggerService;
  }): AsyncIterable<PastRecordInput>;
}
