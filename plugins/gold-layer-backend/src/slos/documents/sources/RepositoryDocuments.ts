import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { pooled } from '../../../facts/repository/pooled';
import type { ReadingProblem } from '../../../facts/repository/readingProblem';
import type { NewDocument, StoredDocument } from '../records';
import type { SloRegistry } from '../store/SloRegistry';
import type { SloRegistryStore } from '../store/SloRegistryStore';
import { FileReading, readFile } from './readFile';
import { recordKeys } from './recordChanges';

/** What {@link RepositoryDocuments} works with. */
export interface RepositoryDocumentsOptions {
  logger: LoggerService;
  now: () => Date;
  registry: SloRegistry;
  store: SloRegistryStore;
  urlReader: UrlReaderService;
  /** Milliseconds between two readings of a file. */
  everyMs: number;
  /** Told of services whose SLOs are others now. */
  afterChange(services: string[]): Promise<void>;
}

/** Files that are read before what they say is taken in. */
const batchSize = 100;
/** Files that are read at the same time. */
const concurrency = 4;
const timeoutMs = 30_000;

/**
 * Reads the OpenSLO files that service records name. Files that are as they
 * were cost the forge next to nothing; one that cannot be read leaves what it
 * said before; a forge that answers "too many requests" is left alone until
 * the time it names.
 */
export class RepositoryDocuments {
  readonly #options: RepositoryDocumentsOptions;
  readonly #paused = new Map<string, ReadingProblem & { retryAt: Date }>();

  private constructor(options: RepositoryDocumentsOptions) {
    this.#options = options;
  }

  static create(options: RepositoryDocumentsOptions): RepositoryDocuments {
    return new RepositoryDocuments(options);
  }

  /** Reads every file whose turn it is. */
  async readDue(signal: AbortSignal): Promise<void> {
    const { everyMs, now, store } = this.#options;
    const due = now().getTime() - everyMs;
    for (;;) {
      signal.throwIfAborted();
      const files = await store.filesTriedBefore(due, { limit: batchSize });
      if (files.length === 0) return;
      await this.#read(files, signal);
    }
  }

  async #read(files: StoredDocument[], signal: AbortSignal): Promise<void> {
    const { afterChange, registry, store } = this.#options;
    const readings = new Map<string, FileReading>();
    const all = pooled(groupsOf(files), { size: concurrency }, async group => ({
      group,
      reading: await this.#readOne(group[0], signal),
    }));
    for await (const { group, reading } of all) {
      for (const { key } of group) readings.set(key, reading);
    }
    const change = await registry.change(async tx => {
      const keys = files.map(({ key }) => key);
      // Meanwhile a record may name another file, or none.
      const still = (await store.documents(keys, { tx })).filter(document =>
        files.some(
          ({ key, url }) => key === document.key && url === document.url,
        ),
      );
      const put = still.flatMap(document => {
        const reading = readings.get(document.key);
        return reading ? this.#after(document, reading) : [];
      });
      return { put, remove: put.flatMap(replaced) };
    });
    await afterChange(change.services);
  }

  async #readOne(
    { etag, text, url = '' }: StoredDocument,
    signal: AbortSignal,
  ): Promise<FileReading> {
    const { now, urlReader } = this.#options;
    const { host } = new URL(url);
    const pause = this.#paused.get(host);
    if (pause && pause.retryAt > now()) {
      return { outcome: 'failed', problem: pause };
    }
    const reading = await readFile(urlReader, {
      url,
      etag: text === '' ? undefined : etag,
      now: now(),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    signal.throwIfAborted();
    const retryAt =
      reading.outcome === 'failed' ? reading.problem.retryAt : undefined;
    if (reading.outcome === 'failed' && retryAt) {
      this.#paused.set(host, { ...reading.problem, retryAt });
    }
    return reading;
  }

  #after(document: StoredDocument, reading: FileReading): NewDocument {
    const readAt = this.#options.now().getTime();
    switch (reading.outcome) {
      case 'text': {
        const { text, etag } = reading;
        return { ...document, text, etag, error: undefined, readAt };
      }
      case 'unchanged':
        return { ...document, error: undefined, readAt };
      default:
        return { ...document, error: reading.problem.sentence, readAt };
    }
  }
}

/** Files of one URL in one state are read once, however many services name it. */
function groupsOf(files: StoredDocument[]): StoredDocument[][] {
  const groups = new Map<string, StoredDocument[]>();
  for (const file of files) {
    const same = JSON.stringify([file.url, file.text === '' || file.etag]);
    groups.set(same, [...(groups.get(same) ?? []), file]);
  }
  return [...groups.values()];
}

/** Once a file is read, documents in the record itself have had their time. */
function replaced({ error, service }: NewDocument): string[] {
  return error === undefined && service !== undefined
    ? [recordKeys(service).record]
    : [];
}
