import {
  ScorecardDocument,
  scorecardDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import type {
  DefinitionKind,
  Definitions,
  LoadedDefinition,
} from '../definitions/Definitions';
import type { FactRegistry } from '../facts/FactRegistry';
import {
  CompiledScorecard,
  compileScorecard,
  verifyScorecard,
} from './compileScorecard';
import { createContexts } from '../rules/createContext';
import { RuleLanguage } from '../rules/RuleLanguage';

/** All scorecards in force, with the facts they are written in. */
export interface ScorecardSet {
  scorecards: CompiledScorecard[];
  definitions: LoadedDefinition<ScorecardDocument>[];
  /** Makes what rules are evaluated against; see `createContexts`. */
  createContext: ReturnType<typeof createContexts>;
  /** The facts that any rule reads. */
  facts: ReadonlySet<string>;
  /** Title and unit of every fact by name. */
  factWords: ReadonlyMap<string, { title: string; unit?: string }>;
  /** Of everything above: results made with another one are out of date. */
  fingerprint: string;
  /** Whether any rule's answer may change as time passes. */
  readsNow: boolean;
}

/** Raise it when the same scorecard and facts come to yield other results or sentences. */
const evaluationEdition = 3;

/** Keeps the scorecards in force compiled. */
export class CompiledScorecards {
  readonly #definitions: Definitions;
  readonly #facts: FactRegistry;
  readonly #kind: DefinitionKind<ScorecardDocument>;
  readonly #listeners: (() => void)[] = [];
  #current: ScorecardSet | undefined;

  private constructor(options: {
    definitions: Definitions;
    facts: FactRegistry;
  }) {
    this.#definitions = options.definitions;
    this.#facts = options.facts;
    this.#kind = {
      kind: 'Scorecard',
      schema: scorecardDocumentSchema,
      verify: document =>
        verifyScorecard(document, RuleLanguage.create({ facts: this.#facts })),
    };
  }

  /** Registers the kind `Scorecard`; the kind `Facts`, on which it rests, has to be registered before. */
  static create(options: {
    definitions: Definitions;
    facts: FactRegistry;
  }): CompiledScorecards {
    const scorecards = new CompiledScorecards(options);
    options.definitions.register(scorecards.#kind);
    const changed = () => {
      scorecards.#current = undefined;
      for (const listener of scorecards.#listeners) listener();
    };
    options.definitions.subscribe(changed);
    options.facts.subscribe(changed);
    return scorecards;
  }

  /** Calls the listener when scorecards or facts have changed. */
  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** The scorecards in force, in order of name. */
  current(): ScorecardSet {
    this.#current ??= this.#compile();
    return this.#current;
  }

  #compile(): ScorecardSet {
    const language = RuleLanguage.create({ facts: this.#facts });
    const definitions = this.#definitions
      .all(this.#kind)
      .filter(
        ({ document }) => verifyScorecard(document, language).length === 0,
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const scorecards = definitions.map(definition =>
      compileScorecard(definition, language),
    );
    const defined = this.#facts
      .all()
      .map(({ name, type, title, unit, ahead }) => ({
        name,
        type,
        title,
        unit,
        ahead,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const facts = new Set(
      scorecards.flatMap(({ checks }) =>
        checks.flatMap(({ rule }) => rule.facts),
      ),
    );
    const hashes = scorecards.map(({ name, hash }) => [name, hash]);
    return {
      scorecards,
      definitions,
      createContext: createContexts(
        language,
        new Map(
          defined
            .filter(({ name }) => facts.has(name))
            .map(({ name, type }) => [name, type]),
        ),
      ),
      facts,
      factWords: new Map(
        defined.map(({ name, title, unit }) => [name, { title, unit }]),
      ),
      fingerprint: createHash('sha256')
        .update(JSON.stringify([evaluationEdition, defined, hashes]))
        .digest('hex'),
      readsNow: scorecards.some(({ checks }) =>
        checks.some(({ rule }) => rule.readsNow),
      ),
    };
  }
}
