import type { FactDefinition } from '@gold-layer/backstage-plugin-common';

/** A defined fact and who may give it: a source's name, or `push`. */
export interface RegisteredFact extends FactDefinition {
  source: string;
}

/** Every defined fact: those of the sources and those of `Facts` documents, which are pushed. */
export interface FactRegistry {
  all(): RegisteredFact[];
  get(name: string): RegisteredFact | undefined;
  /** The defined name most like the given one, for error messages. */
  nearest(name: string): string | undefined;
  /** Calls the listener when the set of definitions has changed. */
  subscribe(listener: () => void): void;
}
