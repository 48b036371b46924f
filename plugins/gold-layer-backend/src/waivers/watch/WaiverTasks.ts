import {
  dayInWords,
  goldLayerWaiverReadPermission,
  Task,
  waiverReminderMs,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { TaskSource } from '../../inbox';
import type { Actor, People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { Approvers } from '../Approvers';
import type { PolicyInForce } from '../PolicyInForce';
import { mayOf } from '../reading/presentWaiver';
import type { RegisterStore } from '../reading/RegisterStore';
import type { Viewer, Viewers } from '../reading/Viewers';
import type { WaiverStore } from '../store/WaiverStore';
import type { WaiverRecord } from '../WaiverRecord';

/** What {@link WaiverTasks} works with. */
export interface WaiverTasksOptions {
  access: ServiceAccess;
  approvers: Approvers;
  people: People;
  policy: PolicyInForce;
  register: RegisterStore;
  store: WaiverStore;
  viewers: Viewers;
  now: () => Date;
}

/** More open waivers than anybody works off; the oldest come first. */
const limit = 2000;

/** What waits for somebody because of waivers: to decide on, to renew. */
export class WaiverTasks implements TaskSource {
  readonly #options: WaiverTasksOptions;

  private constructor(options: WaiverTasksOptions) {
    this.#options = options;
  }

  static create(options: WaiverTasksOptions): WaiverTasks {
    return new WaiverTasks(options);
  }

  async tasksOf(
    actor: Actor,
    options: { credentials: Caller },
  ): Promise<Task[]> {
    const { access, policy, register, store, viewers } = this.#options;
    if (!actor.isUser) return [];
    const scope = await access.scope(goldLayerWaiverReadPermission, options);
    if (scope.nothing) return [];
    const now = this.#options.now().getTime();
    const reminderMs = waiverReminderMs(policy.current());
    const open = await register.open(scope, {
      now,
      endingBefore: now + reminderMs,
      limit,
    });
    if (open.length === 0) return [];
    const viewer = await viewers.of(
      open.map(record => record.service),
      options,
    );
    const asked = await store.withRenewalAsked(open.map(({ id }) => id));
    const waiting = await this.#waitingFor(viewer, open, now);
    return open.flatMap(record =>
      record.state === 'requested'
        ? this.#decision(record, waiting)
        : this.#ending(record, viewer, asked.has(record.id)),
    );
  }

  #decision(record: WaiverRecord, waiting: ReadonlySet<string>): Task[] {
    if (!waiting.has(record.id)) return [];
    return [
      {
        ...commonOf(record),
        id: `waiver:${record.id}:decide`,
        kind: 'waiver-decision',
        title: `Decide whether “${record.title}” may be waived`,
        reason: `A ${record.level} risk, asked for until ${dayInWords(record.requestedUntil)}.`,
        since: iso(record.requestedAt),
        overdue: false,
      },
    ];
  }

  /** Ids of the requests that wait for the viewer. Many more may decide on one than it waits for: those above the role, say. */
  async #waitingFor(
    viewer: Viewer,
    open: WaiverRecord[],
    now: number,
  ): Promise<ReadonlySet<string>> {
    const { approvers, people, policy } = this.#options;
    const current = policy.current();
    const allowed = open.filter(record => {
      const role = approvers.role(current, record);
      const around = { policy: current, people, viewer, role, now };
      return mayOf(record, { ...around, renewalAsked: false }).decide.allowed;
    });
    if (allowed.length === 0) return new Set();
    const eligible = await approvers.eligible(current, allowed);
    return new Set(
      allowed
        .filter((_, index) => eligible[index].people.includes(viewer.actor.ref))
        .map(({ id }) => id),
    );
  }

  #ending(
    record: WaiverRecord,
    { actor, membership }: Viewer,
    renewalAsked: boolean,
  ): Task[] {
    const concerned =
      record.requestedBy === actor.ref || membership?.owns(record);
    if (!concerned || renewalAsked) return [];
    const last = record.renewal >= this.#options.policy.current().renewals;
    return [
      {
        ...commonOf(record),
        id: `waiver:${record.id}:ending`,
        kind: 'waiver-expiring',
        title: last
          ? `Put right what “${record.title}” asks for`
          : `Put right or renew the waiver on “${record.title}”`,
        reason: `It counts again after ${dayInWords(record.endsAt)}${last ? ', and cannot be renewed any more' : ''}.`,
        since: iso(
          record.endsAt - waiverReminderMs(this.#options.policy.current()),
        ),
        due: iso(record.endsAt),
        overdue: false,
      },
    ];
  }
}

function commonOf(record: WaiverRecord) {
  return {
    service: record.service,
    serviceTitle: record.serviceTitle,
    target: { type: 'waiver' as const, id: record.id },
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
