import type { QuarantinedDefinition } from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';

/** Something wrong within a document. */
export interface DefinitionProblem {
  /** Where, as keys and indexes from the document's root. */
  path: (string | number)[];
  reason: string;
}

/** A kind of definition document that a feature understands. */
export interface DefinitionKind<T> {
  readonly kind: string;
  readonly schema: z.ZodType<T>;
  /** Checks beyond the schema, such as the types of rules. Run again when anything they rest on has changed. */
  verify?(document: T): DefinitionProblem[];
}

/** A file with documents of a format that another room reads. */
export interface ForeignFile {
  /** The file or URL. */
  shownAs: string;
  /** The file with all other documents left blank, so that lines are those of the file. */
  text: string;
  /** Some document of the file is no YAML: what it gave before may be missing here. */
  damaged: boolean;
}

/** What was read of a foreign format. */
export interface ForeignFiles {
  files: ForeignFile[];
  /** Files, folders and URLs whose present content nobody knows: what they gave before stays. */
  unclear: string[];
}

/** A format of documents that stand in the places of definitions and are none. */
export interface ForeignFormat {
  /** What their `apiVersion` begins with, such as `openslo/`. */
  readonly apiVersion: string;
  /** Takes in what was read; answers what is wrong with it. Called when anything in the places has changed; again if it fails. */
  take(read: ForeignFiles): Promise<Omit<QuarantinedDefinition, 'since'>[]>;
}

/** Hands documents of other formats to the rooms that read them. */
export interface ForeignFormats {
  /** To be called before definitions are loaded for the first time. */
  registerForeign(format: ForeignFormat): void;
}

/** A definition in force. */
export interface LoadedDefinition<T> {
  kind: string;
  name: string;
  version: string;
  title: string;
  /** `built-in`, or the file or URL it came from. */
  origin: string;
  /** Of the document's content: the same content has the same hash everywhere. */
  hash: string;
  /** The document as written. */
  source: string;
  document: T;
  loadedAt: Date;
}

/**
 * The definitions in force. Later locations override earlier ones by kind and
 * name; a bad document is quarantined and the last good one of its name stays.
 */
export interface Definitions {
  /** Kinds are registered before the first {@link Definitions.reload}, in order of dependence. */
  register<T>(kind: DefinitionKind<T>): void;
  all<T>(kind: DefinitionKind<T>): LoadedDefinition<T>[];
  /** Those of every kind, for lists. */
  list(): Omit<LoadedDefinition<unknown>, 'document'>[];
  quarantined(): QuarantinedDefinition[];
  /** Reads every location again; tells listeners of each kind that changed before the next kind is verified. */
  reload(): Promise<void>;
  subscribe(listener: () => void): void;
}
