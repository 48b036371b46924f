import { NotAllowedError } from '@backstage/errors';
import {
  ChecklistDetail,
  ChecklistDocument,
  ChecklistSummary,
  goldLayerReviewReadPermission,
  holdingReviewStates,
  openReviewStates,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { LoadedDefinition } from '../../definitions';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess, ServiceScope } from '../../services';
import type { Checklists } from '../checklists/Checklists';
import { checklistApplies } from '../checklists/evaluateControls';
import { visibleReviews } from './visibleReviews';

/** What {@link ChecklistReader} works with. */
export interface ChecklistReaderOptions {
  access: ServiceAccess;
  checklists: Checklists;
  database: Knex;
  people: Pick<People, 'role'>;
  now(): Date;
}

interface Counts {
  open: number;
  approved: number;
}

/** Shows checklists with how many reviews follow them. */
export class ChecklistReader {
  readonly #options: ChecklistReaderOptions;

  private constructor(options: ChecklistReaderOptions) {
    this.#options = options;
  }

  static create(options: ChecklistReaderOptions): ChecklistReader {
    return new ChecklistReader(options);
  }

  /** Every checklist; with a service, those that speak of it, counting its reviews alone. */
  async list(
    query: { service?: string },
    options: { credentials: Caller },
  ): Promise<ChecklistSummary[]> {
    const { access, checklists, now } = this.#options;
    const scope = await this.#visible(options);
    const ref = query.service?.toLocaleLowerCase('en-US');
    const service =
      ref === undefined
        ? undefined
        : await access.require(goldLayerReviewReadPermission, ref, {
            ...options,
            scope,
          });
    const counts = await this.#counts(scope, ref);
    return checklists
      .definitions()
      .filter(
        ({ name }) =>
          !service ||
          checklistApplies(checklists.current(name), service, now()),
      )
      .map(definition => toSummary(definition, counts.get(definition.name)));
  }

  /** @throws NotFoundError if none of that name is in force */
  async get(
    name: string,
    options: { credentials: Caller },
  ): Promise<ChecklistDetail> {
    const { checklists, people } = this.#options;
    const scope = await this.#visible(options);
    const definition = checklists.inForce(name);
    const counts = await this.#counts(scope);
    const { sections, signOff, validFor } = definition.document.spec;
    return {
      ...toSummary(definition, counts.get(name)),
      signOff: Object.fromEntries(
        Object.entries(signOff).map(([tier, roles]) => [
          tier,
          roles.map(role => ({ role, title: people.role(role).title })),
        ]),
      ),
      validFor: { ...validFor },
      sectionsOf: sections,
      source: definition.source,
    };
  }

  async #counts(
    scope: ServiceScope,
    service?: string,
  ): Promise<Map<string, Counts>> {
    const query = this.#options
      .database('reviews')
      .groupBy('reviews.checklist', 'reviews.state')
      .select<{ checklist: string; state: string; count: number | string }[]>(
        'reviews.checklist',
        'reviews.state',
        this.#options.database.raw('count(*) as count'),
      );
    if (service) query.where('reviews.service_ref', service);
    visibleReviews(query, scope);
    const counts = new Map<string, Counts>();
    for (const { checklist, state, count } of await query) {
      const sum = counts.get(checklist) ?? { open: 0, approved: 0 };
      if (openReviewStates.some(it => it === state)) {
        sum.open += toNumber(count);
      }
      if (holdingReviewStates.some(it => it === state)) {
        sum.approved += toNumber(count);
      }
      counts.set(checklist, sum);
    }
    return counts;
  }

  async #visible(options: { credentials: Caller }): Promise<ServiceScope> {
    const read = goldLayerReviewReadPermission;
    const scope = await this.#options.access.scope(read, options);
    if (!scope.nothing) return scope;
    throw new NotAllowedError(
      'Reading checklists needs the permission gold-layer.review.read',
    );
  }
}

function toSummary(
  definition: LoadedDefinition<ChecklistDocument>,
  counts: Counts = { open: 0, approved: 0 },
): ChecklistSummary {
  const { metadata, spec } = definition.document;
  return {
    name: definition.name,
    title: definition.title,
    description: metadata.description,
    version: definition.version,
    origin: definition.origin,
    purpose: spec.purpose,
    sections: spec.sections.length,
    controls: spec.sections.flatMap(({ controls }) => controls).length,
    ...counts,
  };
}
