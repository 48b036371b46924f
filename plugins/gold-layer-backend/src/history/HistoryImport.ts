import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  PastAssessment,
  PastRecord,
  pastRecordSchema,
  PastReview,
  PastWaiver,
} from '@gold-layer/backstage-plugin-common';
import type { HistorySource } from '@gold-layer/backstage-plugin-node';
import { z } from 'zod';
import { audited } from '../http/audited';
import type { ImportOutcome, Origin, PastImporter } from './PastImporter';

/** The rooms that keep the paperwork. */
export interface PastImporters {
  review: PastImporter<PastReview>;
  assessment: PastImporter<PastAssessment>;
  waiver: PastImporter<PastWaiver>;
}

/** What {@link HistoryImport} works with. */
export interface HistoryImportOptions {
  auditor: AuditorService;
  logger: LoggerService;
  sources: readonly HistorySource[];
  importers: PastImporters;
  /** Brings up to date what rests on the paperwork of services. */
  afterImport(services: string[]): Promise<void>;
}

const keySchema = z.object({ key: z.string() });

/** Takes over paperwork from before the portal; any number of times, each record once. */
export class HistoryImport {
  readonly #options: HistoryImportOptions;
  /** Keys that were refused, so that the log says so once. */
  readonly #refused = new Set<string>();

  private constructor(options: HistoryImportOptions) {
    this.#options = options;
  }

  static create(options: HistoryImportOptions): HistoryImport {
    return new HistoryImport(options);
  }

  /** Takes over what there is; answers how many records wait for something. Records that are wrong are told of and left out. */
  async run({ signal }: { signal: AbortSignal }): Promise<number> {
    let waiting = 0;
    for (const source of this.#options.sources) {
      waiting += await this.#take(source, signal);
    }
    return waiting;
  }

  async #take(source: HistorySource, signal: AbortSignal): Promise<number> {
    const { afterImport, auditor, logger } = this.#options;
    const services = new Set<string>();
    const counts = { imported: 0, known: 0, waits: 0, refused: 0 };
    const origin = { source: source.name, title: source.title };
    const take = async () => {
      for await (const record of source.records({ signal, logger })) {
        signal.throwIfAborted();
        const outcome = await this.#import(record, origin);
        counts[outcome.status] += 1;
        if (outcome.status === 'imported' && outcome.service) {
          services.add(outcome.service);
        }
      }
    };
    await audited(
      auditor,
      {
        eventId: 'history-import',
        severityLevel: 'medium',
        meta: { source: source.name },
      },
      take,
      () => counts,
    );
    if (services.size > 0) await afterImport([...services]);
    if (counts.imported > 0) {
      logger.info(`Took over ${counts.imported} records from ${source.title}`);
    }
    return counts.waits;
  }

  async #import(
    offered: unknown,
    origin: Origin,
  ): Promise<ImportOutcome | { status: 'refused' }> {
    try {
      const record = pastRecordSchema.parse(offered);
      return await this.#dispatch(record, origin);
    } catch (error) {
      this.#tell(offered, origin, error);
      return { status: 'refused' };
    }
  }

  #dispatch(record: PastRecord, origin: Origin): Promise<ImportOutcome> {
    const { assessment, review, waiver } = this.#options.importers;
    switch (record.kind) {
      case 'review':
        return review.import(record, origin);
      case 'assessment':
        return assessment.import(record, origin);
      default:
        return waiver.import(record, origin);
    }
  }

  #tell(offered: unknown, { source, title }: Origin, error: unknown): void {
    const key = keySchema.safeParse(offered).data?.key ?? '(no key)';
    if (this.#refused.has(`${source} ${key}`)) return;
    this.#refused.add(`${source} ${key}`);
    const reason =
      error instanceof z.ZodError
        ? z.prettifyError(error)
        : toError(error).message;
    this.#options.logger.warn(
      `Record '${key}' of ${title} is not taken over: ${reason}`,
    );
  }
}
