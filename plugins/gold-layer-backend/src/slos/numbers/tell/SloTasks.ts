import {
  goldLayerSloReadPermission,
  percent,
  SloReviewCard,
  Task,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../../http/serve';
import type { TaskSource } from '../../../inbox';
import type { Actor, People } from '../../../people';
import type { ServiceAccess } from '../../../services';
import type { SloRecord } from '../../records';
import type { SlosInForce } from '../SlosInForce';
import type { ChangeStore } from '../store/ChangeStore';
import type { StatusStore } from '../store/StatusStore';
import type { StoredStatus } from '../store/statusRows';
import type { NamedService, SloServices } from './SloServices';

/** What {@link SloTasks} works with. */
export interface SloTasksOptions {
  access: ServiceAccess;
  changes: ChangeStore;
  people: People;
  services: SloServices;
  slos: SlosInForce;
  status: StatusStore;
  /** Review cards by the numbers of SLOs. */
  reviewCardOf(nums: number[]): Promise<ReadonlyMap<number, SloReviewCard>>;
}

/** What waits for owners because of SLOs: budgets that are used up, objectives to look at again. */
export class SloTasks implements TaskSource {
  readonly #options: SloTasksOptions;

  private constructor(options: SloTasksOptions) {
    this.#options = options;
  }

  static create(options: SloTasksOptions): SloTasks {
    return new SloTasks(options);
  }

  async tasksOf(
    actor: Actor,
    options: { credentials: Caller },
  ): Promise<Task[]> {
    const { access, changes, people, services, slos, status, reviewCardOf } =
      this.#options;
    if (!actor.isUser) return [];
    const scope = await access.scope(goldLayerSloReadPermission, options);
    if (scope.nothing) return [];
    const groups = await people.groupsOf(actor.ref);
    const owned = await services.ownedBy([actor.ref, ...groups], scope);
    if (owned.size === 0) return [];
    const records = await slos.ofServices([...owned.keys()]);
    const nums = records.map(({ num }) => num);
    const [standings, cards] = await Promise.all([
      status.find(nums),
      reviewCardOf(nums),
    ]);
    const frozen = nums.filter(num => isHeld(standings.get(num)));
    const since = await changes.heldSince(frozen);
    return records.flatMap(record => {
      const service = owned.get(record.spec.service);
      if (!service) return [];
      return [
        ...held(record, service, {
          status: standings.get(record.num),
          since: since.get(record.num),
        }),
        ...review(record, service, cards.get(record.num)),
      ];
    });
  }
}

function isHeld(status: StoredStatus | undefined): boolean {
  return (
    status !== undefined && (status.frozen || status.budget === 'exhausted')
  );
}

function held(
  { spec, changedAt }: SloRecord,
  service: NamedService,
  { status, since }: { status?: StoredStatus; since?: number },
): Task[] {
  if (!status || !isHeld(status)) return [];
  const left =
    status.remaining === undefined
      ? 'Nothing is known of what is left.'
      : `${percent(status.remaining)} of the budget is left.`;
  return [
    {
      ...commonOf(spec, service),
      id: `slo:${spec.id}:budget`,
      kind: 'budget-exhausted',
      title: `Bring “${spec.title}” back within its budget`,
      reason: [left, status.forecast.sentence].filter(Boolean).join(' '),
      since: new Date(since ?? status.evaluatedAt ?? changedAt).toISOString(),
      overdue: false,
    },
  ];
}

function review(
  { spec, firstSeenAt }: SloRecord,
  service: NamedService,
  card: SloReviewCard | undefined,
): Task[] {
  if (!card?.overdue || card.nextOn === undefined) return [];
  return [
    {
      ...commonOf(spec, service),
      id: `slo:${spec.id}:review`,
      kind: 'slo-review-due',
      title: `Look at the objective of “${spec.title}” again`,
      reason: card.lastOn
        ? `People last looked at it on ${card.lastOn}.`
        : 'Nobody has looked at it since it was first seen.',
      since: card.lastOn ?? new Date(firstSeenAt).toISOString(),
      due: card.nextOn,
      overdue: true,
    },
  ];
}

function commonOf(spec: SloRecord['spec'], service: NamedService) {
  return {
    service: service.ref,
    serviceTitle: service.title,
    target: { type: 'slo' as const, id: spec.id },
  };
}
