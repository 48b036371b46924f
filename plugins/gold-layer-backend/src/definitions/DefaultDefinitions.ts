import type { LoggerService } from '@backstage/backend-plugin-api';
import type { QuarantinedDefinition } from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import type {
  DefinitionKind,
  Definitions,
  ForeignFormat,
  ForeignFormats,
  LoadedDefinition,
} from './Definitions';
import type { DefinitionLocation } from './DefinitionLocation';
import type {
  DefinitionVersionStore,
  StoredVersion,
} from './DefinitionVersionStore';
import { DefinitionLoad, Good } from './DefinitionLoad';
import { foreignFiles } from './foreignFiles';
import { parseDocuments } from './parseDocuments';
import { ReadLocation, readLocations } from './readLocations';

/** What {@link DefaultDefinitions} works with. */
export interface DefaultDefinitionsOptions {
  /** Later ones override earlier ones. */
  locations: DefinitionLocation[];
  versions: DefinitionVersionStore;
  logger: LoggerService;
}

/**
 * Definitions from files and URLs.
 *
 * Every location has its own good definitions, the last good one standing in
 * for one that is broken now; in force is what the last location has to say.
 * Good ones are kept in the database, so that a broken edit does not silence a
 * scorecard when the backend restarts.
 */
export class DefaultDefinitions implements Definitions, ForeignFormats {
  readonly #options: DefaultDefinitionsOptions;
  readonly #kinds: DefinitionKind<unknown>[] = [];
  readonly #foreign: ForeignFormat[] = [];
  readonly #listeners: (() => void)[] = [];
  #goods: Good[] | undefined;
  /** By kind, then by name. */
  readonly #inForce = new Map<string, Map<string, Good>>();
  #quarantined: QuarantinedDefinition[] = [];
  #seen: string | undefined;
  #turn: Promise<void> = Promise.resolve();

  private constructor(options: DefaultDefinitionsOptions) {
    this.#options = options;
  }

  static create(options: DefaultDefinitionsOptions): DefaultDefinitions {
    return new DefaultDefinitions(options);
  }

  register<T>(kind: DefinitionKind<T>): void {
    this.#kinds.push(kind);
  }

  registerForeign(format: ForeignFormat): void {
    this.#foreign.push(format);
  }

  /** The schemas of all kinds, for publishing. */
  schemas(): Map<string, z.ZodType> {
    return new Map(this.#kinds.map(({ kind, schema }) => [kind, schema]));
  }

  all<T>(kind: DefinitionKind<T>): LoadedDefinition<T>[] {
    const definitions = [...(this.#inForce.get(kind.kind)?.values() ?? [])];
    // Parsed once more, as this alone gives them their type back; documents are few.
    return definitions.map(definition => ({
      ...definition,
      document: kind.schema.parse(definition.document),
    }));
  }

  list(): Omit<LoadedDefinition<unknown>, 'document'>[] {
    return [...this.#inForce.values()].flatMap(byName => [...byName.values()]);
  }

  quarantined(): QuarantinedDefinition[] {
    return this.#quarantined;
  }

  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  reload(): Promise<void> {
    const work = () => this.#reload();
    this.#turn = this.#turn.then(work, work);
    return this.#turn;
  }

  async #reload(): Promise<void> {
    const { locations, versions } = this.#options;
    const read = await readLocations(locations);
    const seen = JSON.stringify(read);
    if (seen === this.#seen) return;
    this.#goods ??= await this.#restore();
    const load = DefinitionLoad.create(read, {
      before: this.#goods,
      kinds: this.#kinds,
      foreign: this.#foreign.map(({ apiVersion }) => apiVersion),
    });
    for (const kind of this.#kinds) {
      const before = this.#inForce.get(kind.kind) ?? new Map<string, Good>();
      const working = new Map(
        [...before].filter(([name]) => load.knows(kind.kind, name)),
      );
      this.#inForce.set(kind.kind, working);
      load.judge(kind, working);
      if (hashesOf(before) !== hashesOf(working)) this.#notify();
    }
    this.#goods = load.goods;
    const refused = await this.#handOn(read);
    this.#report([...load.quarantined, ...refused]);
    await versions.keep(load.goods);
    this.#seen = seen;
  }

  /** Rooms with formats of their own take theirs; answers what they refuse. */
  async #handOn(read: ReadLocation[]): Promise<QuarantinedDefinition[]> {
    const since = new Date().toISOString();
    const refused: QuarantinedDefinition[] = [];
    for (const format of this.#foreign) {
      const problems = await format.take(foreignFiles(read, format.apiVersion));
      refused.push(...problems.map(problem => ({ ...problem, since })));
    }
    return refused;
  }

  /** Good versions of an earlier run; their documents are read again when one is needed. */
  async #restore(): Promise<Good[]> {
    const stored = await this.#options.versions.inForce();
    return stored.map(toGood);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #report(quarantined: QuarantinedDefinition[]): void {
    const sameAs = (a: QuarantinedDefinition) => (b: QuarantinedDefinition) =>
      a.origin === b.origin && a.name === b.name && a.reason === b.reason;
    this.#quarantined = quarantined.map(entry => {
      const before = this.#quarantined.find(sameAs(entry));
      if (!before) {
        this.#options.logger.warn(
          `Definition refused: ${entry.origin}${entry.line ? `:${entry.line}:${entry.column}` : ''}: ${entry.reason}`,
        );
      }
      return { ...entry, since: before?.since ?? entry.since };
    });
  }
}

function toGood(version: StoredVersion): Good {
  const [found] = parseDocuments(version.source);
  return { ...version, title: version.name, document: found?.value };
}

function hashesOf(definitions: Map<string, Good>): string {
  return JSON.stringify(
    [...definitions.values()]
      .map(({ name, hash, origin }) => [name, hash, origin])
      .sort(),
  );
}
