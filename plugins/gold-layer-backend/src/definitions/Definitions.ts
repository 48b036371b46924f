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
