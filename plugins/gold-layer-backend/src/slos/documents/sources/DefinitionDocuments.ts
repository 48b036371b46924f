import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  QuarantinedDefinition,
  SloProblem,
} from '@gold-layer/backstage-plugin-common';
import type { ForeignFiles, ForeignFormat } from '../../../definitions';
import type { Knex } from 'knex';
import type {
  NewDocument,
  SloDocumentReader,
  StoredDocument,
} from '../records';
import { hashOf, sameJson } from '../store/hashes';
import type { DocumentChange, SloRegistry } from '../store/SloRegistry';
import type { SloRegistryStore } from '../store/SloRegistryStore';

/** What {@link DefinitionDocuments} works with. */
export interface DefinitionDocumentsOptions {
  logger: LoggerService;
  now: () => Date;
  read: SloDocumentReader;
  registry: SloRegistry;
  store: SloRegistryStore;
  /** Told of services whose SLOs are others now. */
  afterChange(services: string[]): Promise<void>;
}

/** What stays of a file that is no YAML in places. */
const damagedError =
  'A document of this file is no YAML; what it said before stays. The status page names the line.';

/** Takes in OpenSLO documents that stand in the places of definitions. Every replica reads them; the first to come stores what is new. */
export class DefinitionDocuments implements ForeignFormat {
  readonly apiVersion = 'openslo/';
  readonly #options: DefinitionDocumentsOptions;
  /** What is wrong with files is worked out once in the life of a process: its reader may be newer than what is stored. */
  #reread = false;

  private constructor(options: DefinitionDocumentsOptions) {
    this.#options = options;
  }

  static create(options: DefinitionDocumentsOptions): DefinitionDocuments {
    return new DefinitionDocuments(options);
  }

  async take(
    read: ForeignFiles,
  ): Promise<Omit<QuarantinedDefinition, 'since'>[]> {
    const { afterChange, now, registry, store } = this.#options;
    const compared = async (tx?: Knex) =>
      compare(read, await store.ofOrigin('definitions', { tx }), {
        now: now(),
        read: this.#reread ? undefined : this.#options.read,
      });
    const needed = await compared();
    if (needed.put.length + needed.remove.length > 0) {
      const change = await registry.change(compared);
      await afterChange(change.services);
    }
    this.#reread = true;
    const files = await store.ofOrigin('definitions');
    const standing = await store.withSlos(files.map(({ key }) => key));
    return files.flatMap(file =>
      file.problems
        .filter(({ severity }) => severity === 'error')
        .map(problem => refusal(file, problem, standing.has(file.key))),
    );
  }
}

function compare(
  { files, unclear }: ForeignFiles,
  before: StoredDocument[],
  { now, read }: { now: Date; read?: SloDocumentReader },
): Required<Pick<DocumentChange, 'put' | 'remove'>> {
  const known = new Map(before.map(document => [document.key, document]));
  const found = files.map(({ shownAs, text, damaged }): NewDocument => ({
    key: `definitions:${shownAs}`,
    origin: 'definitions',
    location: shownAs,
    ...(/^https?:\/\//.test(shownAs) && { url: shownAs }),
    text,
    ...(damaged && { error: damagedError }),
    readAt: now.getTime(),
  }));
  const keys = new Set(found.map(({ key }) => key));
  return {
    put: found.filter(({ key, text, error }) => {
      const stored = known.get(key);
      return (
        stored?.hash !== hashOf(text) ||
        stored.error !== error ||
        (read && !sameJson(read(text, {}).problems, stored.problems))
      );
    }),
    remove: before
      .filter(
        ({ key, location }) => !keys.has(key) && !within(location, unclear),
      )
      .map(({ key }) => key),
  };
}

/** Whether a file is, or lies in, one of the places that could not be read. */
function within(file: string, places: string[]): boolean {
  return places.some(
    place => file === place || file.startsWith(`${place.replace(/\/$/, '')}/`),
  );
}

function refusal(
  { location }: StoredDocument,
  { path, found, allowed, line }: SloProblem,
  lastGoodInForce: boolean,
): Omit<QuarantinedDefinition, 'since'> {
  return {
    origin: location,
    line,
    path: path || undefined,
    reason: `found ${found}, allowed is ${allowed}`,
    lastGoodInForce,
  };
}
