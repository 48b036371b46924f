import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  ChecklistDocument,
  checklistDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  Definitions,
  LoadedDefinition,
} from '../../definitions';
import { DefinitionVersionStore } from '../../definitions/DefinitionVersionStore';
import { parseDocuments } from '../../definitions/parseDocuments';
import type { FactRegistry } from '../../facts';
import {
  CompiledChecklist,
  compileChecklist,
  verifyChecklist,
} from './compileChecklist';

/** What {@link Checklists} works with. */
export interface ChecklistsOptions {
  definitions: Definitions;
  facts: FactRegistry;
  versions: DefinitionVersionStore;
  logger: LoggerService;
  /** Names of the roles that are defined. */
  roles(): string[];
}

/** Which version of which checklist a review is pinned to. */
export interface PinnedChecklist {
  checklist: string;
  checklistHash: string;
}

/** Checklists in force, and every version that a review is pinned to. */
export class Checklists {
  readonly #options: ChecklistsOptions;
  readonly #kind: DefinitionKind<ChecklistDocument>;
  /** By hash: the same content is compiled once. */
  readonly #compiled = new Map<string, CompiledChecklist>();
  readonly #warned = new Set<string>();
  readonly #listeners: (() => void)[] = [];
  #inForce: LoadedDefinition<ChecklistDocument>[] | undefined;

  private constructor(options: ChecklistsOptions) {
    this.#options = options;
    this.#kind = {
      kind: 'Checklist',
      schema: checklistDocumentSchema,
      verify: document => {
        this.#warnOfRoles(document);
        return verifyChecklist(document, options.facts);
      },
    };
  }

  /** Registers the kind `Checklist`; the kinds `Facts` and `Roles`, on which it rests, have to be registered before. */
  static create(options: ChecklistsOptions): Checklists {
    const checklists = new Checklists(options);
    options.definitions.register(checklists.#kind);
    const changed = () => {
      checklists.#compiled.clear();
      checklists.#inForce = undefined;
      for (const listener of checklists.#listeners) listener();
    };
    options.definitions.subscribe(changed);
    options.facts.subscribe(changed);
    return checklists;
  }

  /** Calls the listener when checklists or facts have changed. */
  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Those in force, in order of name. */
  definitions(): LoadedDefinition<ChecklistDocument>[] {
    this.#inForce ??= this.#options.definitions
      .all(this.#kind)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.#inForce;
  }

  /** The one in force under a name, if any. */
  definition(name: string): LoadedDefinition<ChecklistDocument> | undefined {
    return this.definitions().find(each => each.name === name);
  }

  /** @throws NotFoundError if none of that name is in force */
  current(name: string): CompiledChecklist {
    return this.#compile(this.inForce(name));
  }

  /** @throws NotFoundError if none of that name is in force */
  inForce(name: string): LoadedDefinition<ChecklistDocument> {
    const found = this.definition(name);
    if (found) return found;
    const names = this.definitions().map(each => each.name);
    throw new NotFoundError(
      `No checklist is named '${name}'; there are ${names.join(', ') || 'none'}`,
    );
  }

  /**
   * The version a review is pinned to, from its stored text if no source gives it any more.
   *
   * @throws NotFoundError if even the text is gone
   */
  async pinned(pin: PinnedChecklist): Promise<CompiledChecklist> {
    const { checklist: name, checklistHash: hash } = pin;
    const compiled = this.#compiled.get(hash);
    if (compiled) return compiled;
    const found = this.definition(name);
    if (found?.hash === hash) return this.#compile(found);
    const stored = await this.#options.versions.find({
      kind: 'Checklist',
      name,
      hash,
    });
    if (!stored) {
      throw new NotFoundError(
        `The text of version ${hash} of checklist '${name}' is not stored`,
      );
    }
    const document = checklistDocumentSchema.parse(
      parseDocuments(stored.source)[0]?.value,
    );
    const { title } = document.metadata;
    return this.#compile({ ...stored, title, document });
  }

  #compile(
    definition: Parameters<typeof compileChecklist>[0],
  ): CompiledChecklist {
    const { name, title, version, hash, source, document } = definition;
    const compiled =
      this.#compiled.get(hash) ??
      compileChecklist(
        { name, title, version, hash, source, document },
        this.#options.facts,
      );
    this.#compiled.set(hash, compiled);
    return compiled;
  }

  /** A role that nobody defines can be asked for, but not filled. */
  #warnOfRoles(document: ChecklistDocument): void {
    const { sections, signOff } = document.spec;
    const named = [
      ...sections.map(({ reviewer }) => reviewer),
      ...Object.values(signOff).flat(),
    ];
    const defined = new Set(this.#options.roles());
    const unknown = [...new Set(named)].filter(role => !defined.has(role));
    const key = `${document.metadata.name} ${unknown}`;
    if (unknown.length === 0 || this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#options.logger.warn(
      `Checklist '${document.metadata.name}' names roles that no Roles document defines: ${unknown.join(', ')}`,
    );
  }
}
