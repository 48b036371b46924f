import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  dependencyWarnings,
  gateRuleOf,
  goldLayerSloEditPermission,
  goldLayerSloQueryPermission,
  slaMarginProblem,
  SloDetail,
  workedOut,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess, ServiceStore } from '../../services';
import type { BudgetPolicies } from '../BudgetPolicies';
import type { BucketReads } from './bucketsOf';
import { countsBehind } from './countsBehind';
import type { Reading } from './filterSlos';
import { isAllowed } from './isAllowed';
import { presentAlerts } from './presentAlerts';
import { presentSlo } from './presentSlo';
import { reviewCard } from './reviewCard';
import type { SloDependencies } from './SloDependencies';
import type { LastReview, SloPastStore } from './SloPastStore';
import type { KnownSlo } from './sloRows';
import { visibleText } from './visibleText';

/** Which policy holds for an SLO. */
export type Policies = Pick<BudgetPolicies, 'of'>;

/** What {@link SloDetails} works with. */
export interface SloDetailsOptions {
  access: ServiceAccess;
  buckets: BucketReads;
  dependencies: SloDependencies;
  past: SloPastStore;
  people: People;
  policies: Policies;
  services: Pick<ServiceStore, 'find'>;
}

const mostChanges = 50;

/** Reads everything that the page of one SLO starts with. */
export class SloDetails {
  readonly #options: SloDetailsOptions;

  private constructor(options: SloDetailsOptions) {
    this.#options = options;
  }

  static create(options: SloDetailsOptions): SloDetails {
    return new SloDetails(options);
  }

  async get(
    slo: KnownSlo,
    { reading, ...options }: { reading: Reading; credentials: Caller },
  ): Promise<SloDetail> {
    const { past } = this.#options;
    const { record, status } = slo;
    const { spec, num } = record;
    const { now } = reading;
    const [counts, changes, lastReview, remarks, document, edit, query] =
      await Promise.all([
        countsBehind(slo, { ...this.#options, now }),
        past.changes(num, mostChanges),
        past.lastReview(num),
        this.#remarks(slo, reading),
        this.#document(slo, reading),
        this.#may(goldLayerSloEditPermission, slo, options),
        this.#may(goldLayerSloQueryPermission, slo, options),
      ]);
    const people = await this.#people(slo, lastReview);
    const row = presentSlo(slo, { people, now });
    return {
      ...row,
      spec,
      serviceExists: slo.service.exists,
      problems: record.problems,
      workedOut: workedOut(row.numbers, {
        objective: spec.objective,
        window: spec.window,
        now,
        slices: row.numbers.eventsLeft === undefined,
        ...counts,
      }),
      alerts: presentAlerts(spec, status),
      policy: this.#policy(slo),
      changes,
      review: reviewCard(spec, {
        last: lastReview,
        firstSeenAt: record.firstSeenAt,
        owner: slo.service.owner,
        people,
        now,
      }),
      document,
      shadowed: record.shadowed,
      remarks,
      may: { edit, query },
    };
  }

  /** The policy, with the rule of the state that its budget is in. */
  #policy({ record, budget, status }: KnownSlo): SloDetail['policy'] {
    const { document, problem } = this.#options.policies.of(record.spec);
    const { metadata, spec } = document;
    const frozen = status?.frozen ?? false;
    return {
      name: metadata.name,
      title: metadata.title,
      version: metadata.version,
      now: gateRuleOf(spec, { budget, frozen }),
      thawAbove: spec.thawAbove,
      problem,
    };
  }

  /** Rules of thumb that it breaks. */
  async #remarks({ record }: KnownSlo, reading: Reading): Promise<string[]> {
    const { dependencies, services } = this.#options;
    const { spec } = record;
    const found = await services.find(spec.service);
    if (!found) return [];
    const needed = await dependencies.of(spec.service, reading);
    const margin = slaMarginProblem(spec.objective, found.record.sla);
    return [
      ...(margin === undefined ? [] : [margin]),
      ...dependencyWarnings([spec], needed),
    ];
  }

  async #document(
    { record }: KnownSlo,
    reading: Reading,
  ): Promise<SloDetail['document']> {
    const { documentKey, origin, spec } = record;
    const found = await this.#options.past.document(documentKey);
    if (!found) return { origin, location: documentKey, text: '' };
    const { version, text, ...document } = found;
    return {
      origin,
      ...document,
      text: visibleText({ origin, text }, [spec.id], reading),
      version: origin === 'portal' ? version : undefined,
    };
  }

  async #may(
    permission: ResourcePermission | BasicPermission,
    { service }: KnownSlo,
    options: { credentials: Caller },
  ): Promise<SloDetail['may']['edit']> {
    if (!service.exists) {
      return { allowed: false, reason: 'The service has left the catalog' };
    }
    const { access } = this.#options;
    return (await isAllowed(access.require(permission, service.ref, options)))
      ? { allowed: true }
      : {
          allowed: false,
          reason: `It needs the permission ${permission.name} on this service, which you do not have`,
        };
  }

  #people({ record, service }: KnownSlo, review: LastReview | undefined) {
    const refs = [
      service.owner,
      review?.by,
      ...(record.spec.stakeholders ?? []),
    ];
    return this.#options.people.describe(refs.flatMap(ref => ref ?? []));
  }
}
