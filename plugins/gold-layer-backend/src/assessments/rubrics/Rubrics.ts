import { NotFoundError } from '@backstage/errors';
import {
  RubricDocument,
  rubricDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  Definitions,
  LoadedDefinition,
} from '../../definitions';
import type { DefinitionVersionStore } from '../../definitions/DefinitionVersionStore';
import { parseDocuments } from '../../definitions/parseDocuments';
import type { FactRegistry } from '../../facts';
import { CompiledRubric, compileRubric, verifyRubric } from './compileRubric';

/** What {@link Rubrics} works with. */
export interface RubricsOptions {
  definitions: Definitions;
  facts: FactRegistry;
  versions: Pick<DefinitionVersionStore, 'find'>;
}

/** Which version of which rubric an assessment is pinned to. */
export interface PinnedRubric {
  rubric: string;
  rubricHash: string;
}

/** Rubrics in force, and every version that an assessment is pinned to. */
export class Rubrics {
  readonly #options: RubricsOptions;
  readonly #kind: DefinitionKind<RubricDocument>;
  /** By hash: the same content is compiled once. */
  readonly #compiled = new Map<string, CompiledRubric>();
  #inForce: LoadedDefinition<RubricDocument>[] | undefined;

  private constructor(options: RubricsOptions) {
    this.#options = options;
    this.#kind = {
      kind: 'Rubric',
      schema: rubricDocumentSchema,
      verify: document =>
        verifyRubric(document, {
          facts: options.facts,
          others: options.definitions.all(this.#kind).map(({ name }) => name),
        }),
    };
  }

  /** Registers the kind `Rubric`; the kind `Facts`, on which it rests, has to be registered before. */
  static create(options: RubricsOptions): Rubrics {
    const rubrics = new Rubrics(options);
    options.definitions.register(rubrics.#kind);
    const changed = () => {
      rubrics.#compiled.clear();
      rubrics.#inForce = undefined;
    };
    options.definitions.subscribe(changed);
    options.facts.subscribe(changed);
    return rubrics;
  }

  /** Those in force, in order of name. */
  all(): CompiledRubric[] {
    return this.#definitions().map(each => this.#compile(each));
  }

  /** @throws NotFoundError if none of that name is in force */
  current(name: string): CompiledRubric {
    const found = this.#definitions().find(each => each.name === name);
    if (found) return this.#compile(found);
    const names = this.#definitions().map(each => each.name);
    throw new NotFoundError(
      `No rubric is named '${name}'; there are ${names.join(', ') || 'none'}`,
    );
  }

  /**
   * The version an assessment is pinned to, from its stored text if no source
   * gives it any more: what an edit breaks or changes never reaches it.
   *
   * @throws NotFoundError if even the text is gone
   */
  async pinned(pin: PinnedRubric): Promise<CompiledRubric> {
    const { rubric: name, rubricHash: hash } = pin;
    const compiled = this.#compiled.get(hash);
    if (compiled) return compiled;
    const found = this.#definitions().find(each => each.name === name);
    if (found?.hash === hash) return this.#compile(found);
    const stored = await this.#options.versions.find({
      kind: 'Rubric',
      name,
      hash,
    });
    if (!stored) {
      throw new NotFoundError(
        `The text of version ${hash} of rubric '${name}' is not stored`,
      );
    }
    const document = rubricDocumentSchema.parse(
      parseDocuments(stored.source)[0]?.value,
    );
    const { title } = document.metadata;
    return this.#compile({ ...stored, title, document });
  }

  #definitions(): LoadedDefinition<RubricDocument>[] {
    this.#inForce ??= this.#options.definitions
      .all(this.#kind)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.#inForce;
  }

  #compile(version: Parameters<typeof compileRubric>[0]): CompiledRubric {
    const compiled =
      this.#compiled.get(version.hash) ??
      compileRubric(version, this.#options.facts);
    this.#compiled.set(version.hash, compiled);
    return compiled;
  }
}
