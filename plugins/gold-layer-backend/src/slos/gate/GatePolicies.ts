import type {
  BudgetPolicyDocument,
  UnreadDocument,
} from '@gold-layer/backstage-plugin-common';
import type { BudgetPolicies } from '../BudgetPolicies';
import type { UnreadDocuments } from '../documents';
import type { SloStanding, SloStandings } from '../reading';
import { GlassTerms, glassTerms } from './glassTerms';

/** An SLO of a service, how it stands, and by which policy it is judged. */
export interface JudgedSlo extends SloStanding {
  policy: BudgetPolicyDocument;
}

/** All that the gate has to know of a service. */
export interface GateSituation {
  slos: JudgedSlo[];
  /** Documents that should give it SLOs and give none: the default policy judges them as unknown. */
  unread: UnreadDocument[];
  defaultPolicy: BudgetPolicyDocument;
  terms: GlassTerms;
}

/** What {@link GatePolicies} works with. */
export interface GatePoliciesOptions {
  policies: Pick<BudgetPolicies, 'of'>;
  standings: Pick<SloStandings, 'ofService'>;
  unread: Pick<UnreadDocuments, 'of'>;
}

/** Reads how the SLOs of a service stand, each with the policy that holds for it. */
export class GatePolicies {
  readonly #options: GatePoliciesOptions;

  private constructor(options: GatePoliciesOptions) {
    this.#options = options;
  }

  static create(options: GatePoliciesOptions): GatePolicies {
    return new GatePolicies(options);
  }

  /** @throws NotFoundError if no default policy is in force */
  async of(service: string): Promise<GateSituation> {
    const { policies, standings, unread } = this.#options;
    const defaultPolicy = policies.of({}).document;
    const [standing, documents] = await Promise.all([
      standings.ofService(service),
      unread.of(service),
    ]);
    const slos = standing.map(each => ({
      ...each,
      policy: policies.of(each.spec).document,
    }));
    const [first, ...others] = [
      ...slos.map(({ policy }) => policy),
      ...documents.map(() => defaultPolicy),
    ];
    return {
      slos,
      unread: documents,
      defaultPolicy,
      terms: glassTerms([first ?? defaultPolicy, ...others]),
    };
  }
}
