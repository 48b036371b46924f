import { NotFoundError } from '@backstage/errors';
import {
  BudgetPolicyDocument,
  budgetPolicyDocumentSchema,
  budgetPolicyProblems,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  DefinitionProblem,
  Definitions,
} from '../definitions';

/** The policy of an SLO, with why it is another than the one its document names. */
export interface FoundPolicy {
  document: BudgetPolicyDocument;
  problem?: string;
}

const kind: DefinitionKind<BudgetPolicyDocument> = {
  kind: 'BudgetPolicy',
  schema: budgetPolicyDocumentSchema,
  verify: verifyPolicy,
};
const defaultName = 'default';

/** Budget policies in force, by name. */
export class BudgetPolicies {
  readonly #definitions: Definitions;
  #current: Map<string, BudgetPolicyDocument> | undefined;

  private constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Registers the kind `BudgetPolicy`: to be created before definitions are loaded. */
  static create(options: { definitions: Definitions }): BudgetPolicies {
    const policies = new BudgetPolicies(options.definitions);
    options.definitions.register(kind);
    options.definitions.subscribe(() => (policies.#current = undefined));
    return policies;
  }

  /** Those in force, by name. */
  all(): BudgetPolicyDocument[] {
    return [...this.#byName().values()];
  }

  /**
   * The policy that holds for an SLO: the one its document names, or the default
   * one, with a sentence why where the named one does not exist.
   *
   * @throws NotFoundError if not even the default one is in force
   */
  of(slo: { policy?: string }): FoundPolicy {
    const { policy: name = defaultName } = slo;
    const found = this.#byName().get(name);
    if (found) return { document: found };
    const document = this.#byName().get(defaultName);
    if (document && name !== defaultName) {
      return {
        document,
        problem: `Found policy '${name}', expected one of ${[...this.#byName().keys()].join(', ')}; the default policy holds until that is put right.`,
      };
    }
    throw new NotFoundError(
      "No BudgetPolicy named 'default' is in force; the status page says why",
    );
  }

  #byName(): Map<string, BudgetPolicyDocument> {
    this.#current ??= new Map(
      this.#definitions
        .all(kind)
        .map(({ name, document }): [string, BudgetPolicyDocument] => [
          name,
          document,
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return this.#current;
  }
}

function verifyPolicy(document: BudgetPolicyDocument): DefinitionProblem[] {
  return budgetPolicyProblems(document).map(({ path, found, allowed }) => ({
    path: path
      .split('.')
      .map(part => (/^\d+$/.test(part) ? Number(part) : part)),
    reason: `Found '${found}', expected ${allowed}`,
  }));
}
