import type { Entity } from '@backstage/catalog-model';
import { reasonOf } from '../database/reasonOf';
import { refOf } from './deriveService';

/** Refs of entities that could not be stored, with the reasons. */
export type Refused = Map<string, string>;

/** Entities that may be refused in one go; if there are more, it is not they that are broken. */
const mostRefused = 20;

/** What a table took of the entities it was given, and what it refused. */
export class Intake {
  readonly #stored = new Set<string>();
  readonly #refused: Refused = new Map();

  private constructor() {}

  static create(): Intake {
    return new Intake();
  }

  /** Refs of the entities that were stored, whether they were new or as before. */
  get stored(): ReadonlySet<string> {
    return this.#stored;
  }

  get refused(): ReadonlyMap<string, string> {
    return this.#refused;
  }

  /** Whether it seems to be the table that is broken, and trying one by one would be in vain. */
  get hopeless(): boolean {
    const { size } = this.#refused;
    return size > mostRefused && size > this.#stored.size;
  }

  store(entities: Entity[]): void {
    for (const entity of entities) this.#stored.add(refOf(entity));
  }

  refuse(entities: Entity[], error: unknown): void {
    const reason = reasonOf(error);
    for (const entity of entities) this.#refused.set(refOf(entity), reason);
  }
}

/**
 * All that was refused by some tables.
 *
 * @throws Error if that is so much that what was stored cannot count as complete
 */
export function refusedBy(intakes: Intake[]): Refused {
  const refused = new Map(intakes.flatMap(intake => [...intake.refused]));
  if (refused.size > mostRefused) {
    const [reason] = refused.values();
    throw new Error(
      `More than ${mostRefused} entities could not be stored: ${reason}`,
    );
  }
  return refused;
}
