import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goldLayerWaiverReadPermission,
  RiskDebt,
  RiskLevel,
  Waiver,
  waiverReminderMs,
  WaiversQuery,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess, ServiceScope } from '../../services';
import type { Approvers } from '../Approvers';
import type { PolicyInForce } from '../PolicyInForce';
import type { WaiverStore } from '../store/WaiverStore';
import { describeThings, ThingsByKind } from '../WaivableThings';
import type { WaiverRecord } from '../WaiverRecord';
import { presentWaiver } from './presentWaiver';
import type { DebtRow, RegisterStore } from './RegisterStore';
import type { Viewers } from './Viewers';

/** What {@link WaiverReader} works with. */
export interface WaiverReaderOptions {
  access: ServiceAccess;
  approvers: Approvers;
  people: People;
  policy: PolicyInForce;
  register: RegisterStore;
  store: WaiverStore;
  things: ThingsByKind;
  viewers: Viewers;
  now: () => Date;
}

/** So many of those for whom a request waits are named. */
const shownPeople = 12;

/** Shows waivers to callers, with what each of them may do. */
export class WaiverReader {
  readonly #options: WaiverReaderOptions;

  private constructor(options: WaiverReaderOptions) {
    this.#options = options;
  }

  static create(options: WaiverReaderOptions): WaiverReader {
    return new WaiverReader(options);
  }

  /** One page of the risk register. */
  async list(query: WaiversQuery, options: { credentials: Caller }) {
    const { register } = this.#options;
    const scope = await this.#visible(options);
    const time = this.#time();
    const { items, nextCursor } = await register.page(query, scope, time);
    const totalItems = await register.count(query, scope, time);
    return {
      items: await this.present(items, options),
      totalItems,
      pageInfo: { nextCursor },
    };
  }

  async get(id: string, options: { credentials: Caller }): Promise<Waiver> {
    return this.presentOne(await this.find(id, options), options);
  }

  /**
   * A waiver that the caller may see. Once its service has left the catalog no
   * rule can tell who may see it: those who see everything do, and so does
   * whoever asked for it, as it is their own words.
   *
   * @throws NotFoundError if there is none, or the caller may not see its service
   */
  async find(
    id: string,
    options: { credentials: Caller },
  ): Promise<WaiverRecord> {
    const { access, people, store } = this.#options;
    const scope = await this.#visible(options);
    const record = await store.get(id);
    const missing = new NotFoundError(`No waiver found with id '${id}'`);
    if (scope.everything) return record;
    if (!record.serviceExists) {
      const actor = await people.actor(options.credentials);
      if (!actor.isUser || actor.ref !== record.requestedBy) throw missing;
    } else {
      const permission = goldLayerWaiverReadPermission;
      await access
        .require(permission, record.service, { ...options, scope })
        .catch(error => {
          throw error instanceof NotFoundError ? missing : error;
        });
    }
    return record;
  }

  /** Active waivers taken together. */
  async debt(
    query: Pick<WaiversQuery, 'owner' | 'service'>,
    options: { credentials: Caller },
  ): Promise<RiskDebt> {
    const { people, register } = this.#options;
    const scope = await this.#visible(options);
    const rows = await register.debt(query, scope, this.#time());
    const owners = await people.describe(rows.flatMap(row => row.owner ?? []));
    const byOwner = [...groupByOwner(rows)].map(([ref, figures]) => ({
      owner: ref === undefined ? undefined : owners.get(ref),
      ...figures,
    }));
    const byLevel: Record<RiskLevel, number> = {
      low: 0,
      moderate: 0,
      high: 0,
      severe: 0,
    };
    for (const row of rows) byLevel[row.level] += row.waivers;
    return {
      points: sum(byOwner.map(row => row.points)),
      waivers: sum(byOwner.map(row => row.waivers)),
      byLevel,
      byOwner: byOwner.sort((a, b) => b.points - a.points),
    };
  }

  /** Several waivers as the caller sees them, with a fixed number of statements. */
  async present(
    records: WaiverRecord[],
    options: { credentials: Caller },
  ): Promise<Waiver[]> {
    const { approvers, people, policy, store, things, viewers } = this.#options;
    if (records.length === 0) return [];
    const current = policy.current();
    const viewer = await viewers.of(
      records.map(record => record.service),
      options,
    );
    const described = await people.describe(records.flatMap(peopleIn));
    const standings = await describeThings(things, records);
    const asked = await store.withRenewalAsked(records.map(({ id }) => id));
    const now = this.#options.now().getTime();
    return records.map((record, index) => {
      const role = approvers.role(current, record);
      return presentWaiver(record, {
        policy: current,
        people,
        described,
        viewer,
        standing: standings[index],
        role,
        approver: approvers.describe(role),
        problem: approvers.problem(current, role),
        renewalAsked: asked.has(record.id),
        now,
      });
    });
  }

  /** One waiver; whom a request waits for is looked into. */
  async presentOne(
    record: WaiverRecord,
    options: { credentials: Caller },
  ): Promise<Waiver> {
    const { approvers, people, policy } = this.#options;
    const [waiver] = await this.present([record], options);
    if (waiver.state !== 'requested' || !waiver.serviceExists) return waiver;
    const [waits] = await approvers.eligible(policy.current(), [record]);
    const first = waits.people.slice(0, shownPeople);
    const described = await people.describe(first);
    return {
      ...waiver,
      approver: {
        ...waiver.approver,
        problem: waits.problem,
        waitsFor:
          waits.role === undefined
            ? undefined
            : {
                title: people.role(waits.role).title,
                people: [...described.values()],
                total: waits.people.length,
              },
      },
    };
  }

  /** @throws NotAllowedError if the caller may not see waivers of any service */
  async #visible(options: { credentials: Caller }): Promise<ServiceScope> {
    const scope = await this.#options.access.scope(
      goldLayerWaiverReadPermission,
      options,
    );
    if (!scope.nothing) return scope;
    throw new NotAllowedError(
      'Reading waivers needs the permission gold-layer.waiver.read, which you do not have',
    );
  }

  #time() {
    return {
      now: this.#options.now().getTime(),
      reminderMs: waiverReminderMs(this.#options.policy.current()),
    };
  }
}

function peopleIn(record: WaiverRecord): string[] {
  const { owner, requestedBy, decidedBy, endedBy } = record;
  return [owner, requestedBy, decidedBy, endedBy].flatMap(ref => ref ?? []);
}

function groupByOwner(rows: DebtRow[]) {
  const groups = new Map<
    string | undefined,
    { points: number; waivers: number }
  >();
  for (const { owner, points, waivers } of rows) {
    const group = groups.get(owner) ?? { points: 0, waivers: 0 };
    groups.set(owner, {
      points: group.points + points,
      waivers: group.waivers + waivers,
    });
  }
  return groups;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
