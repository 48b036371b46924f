import { NotFoundError } from '@backstage/errors';
import {
  riskLevels,
  tiers,
  WaiverPolicy,
  WaiverPolicyDocument,
  waiverPolicyDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  DefinitionProblem,
  Definitions,
} from '../definitions';

const kind: DefinitionKind<WaiverPolicyDocument> = {
  kind: 'WaiverPolicy',
  schema: waiverPolicyDocumentSchema,
  verify: verifyPolicy,
};

/** The policy in force: the document named `default`. */
export class PolicyInForce {
  readonly #definitions: Definitions;
  #current: WaiverPolicy | undefined;

  private constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Registers the kind `WaiverPolicy`. */
  static create(options: { definitions: Definitions }): PolicyInForce {
    const policy = new PolicyInForce(options.definitions);
    options.definitions.register(kind);
    options.definitions.subscribe(() => (policy.#current = undefined));
    return policy;
  }

  /** @throws NotFoundError if there is none, as before definitions are loaded */
  current(): WaiverPolicy {
    this.#current ??= this.#definitions
      .all(kind)
      .find(({ name }) => name === 'default')?.document.spec;
    if (this.#current) return this.#current;
    throw new NotFoundError(
      "No WaiverPolicy named 'default' is in force; the status page says why",
    );
  }
}

/** Every approver has to stand on the ladder: a renewal would not know what is above. */
function verifyPolicy({ spec }: WaiverPolicyDocument): DefinitionProblem[] {
  const missing = tiers.flatMap(tier =>
    riskLevels
      .filter(level => !spec.ladder.includes(spec.approver[tier][level]))
      .map(level => ({
        path: ['spec', 'approver', tier, level],
        reason: `Found '${spec.approver[tier][level]}', expected a role of spec.ladder: ${spec.ladder.join(', ')}`,
      })),
  );
  const twice = spec.ladder.flatMap((role, index) =>
    spec.ladder.indexOf(role) < index
      ? [
          {
            path: ['spec', 'ladder', index],
            reason: `The role '${role}' is on the ladder already`,
          },
        ]
      : [],
  );
  return [...missing, ...twice];
}
