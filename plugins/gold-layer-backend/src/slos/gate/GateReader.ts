import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goldLayerSloReadPermission,
  PastGateAnswer,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess, ServiceScope } from '../../services';
import type { BudgetPolicies } from '../BudgetPolicies';
import type { BrokenGlassStore } from './BrokenGlassStore';
import type { AnswersQuery, GateAnswerStore } from './GateAnswerStore';
import { presentGlass } from './presentGlass';

/** What {@link GateReader} works with. */
export interface GateReaderOptions {
  access: ServiceAccess;
  answers: GateAnswerStore;
  glass: BrokenGlassStore;
  people: People;
  policies: Pick<BudgetPolicies, 'all'>;
  now: () => Date;
}

const mostGlass = 100;

/** Lists what the gate has answered and who broke the glass, of services the caller may see. */
export class GateReader {
  readonly #options: GateReaderOptions;

  private constructor(options: GateReaderOptions) {
    this.#options = options;
  }

  static create(options: GateReaderOptions): GateReader {
    return new GateReader(options);
  }

  /** One page, newest first. */
  async answers(query: AnswersQuery, options: { credentials: Caller }) {
    const { answers, people } = this.#options;
    const scope = await this.#visible(options);
    const asked = { ...query, service: query.service?.map(lower) };
    const { items, nextCursor } = await answers.page(asked, scope);
    const totalItems = await answers.count(asked, scope);
    const named = await people.describe(items.map(({ askedBy }) => askedBy));
    return {
      items: items.map(({ at, askedBy, ...item }) => ({
        ...item,
        at: new Date(at).toISOString(),
        askedBy: named.get(askedBy) ?? { ref: askedBy, title: askedBy },
      })),
      totalItems,
      pageInfo: { nextCursor },
    };
  }

  /**
   * One answer with the reasons that held then.
   *
   * @throws NotFoundError if there is none, or it is not the caller's to see
   */
  async answer(
    id: string,
    options: { credentials: Caller },
  ): Promise<PastGateAnswer> {
    const { answers, people } = this.#options;
    const found = await answers.find(id, await this.#visible(options));
    if (!found) throw new NotFoundError(`No answer found with id '${id}'`);
    const { askedBy, at, ...answer } = found;
    const named = await people.describe([askedBy]);
    return {
      ...answer,
      at: new Date(at).toISOString(),
      askedBy: named.get(askedBy) ?? { ref: askedBy, title: askedBy },
    };
  }

  /** The last hundred, newest first. */
  async glass(query: { service?: string }, options: { credentials: Caller }) {
    const { glass, people } = this.#options;
    const scope = await this.#visible(options);
    const service = query.service && lower(query.service);
    const records = await glass.list({ service, limit: mostGlass }, scope);
    const now = this.#options.now().getTime();
    return { items: await presentGlass(records, { people, now }) };
  }

  /** Policies that an SLO may name, by name. */
  async policies(options: { credentials: Caller }) {
    await this.#visible(options);
    return {
      items: this.#options.policies.all().map(({ metadata, spec }) => ({
        ...metadata,
        thresholds: spec.thresholds,
        thawAbove: spec.thawAbove,
      })),
    };
  }

  /** @throws NotAllowedError if the caller may not see SLOs of any service */
  async #visible(options: { credentials: Caller }): Promise<ServiceScope> {
    const { access } = this.#options;
    const scope = await access.scope(goldLayerSloReadPermission, options);
    if (!scope.nothing) return scope;
    throw new NotAllowedError(
      'Reading the gate needs the permission gold-layer.slo.read, which you do not have',
    );
  }
}

function lower(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
