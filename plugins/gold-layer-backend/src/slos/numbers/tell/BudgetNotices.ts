import type { Notice, SettledNotices } from '../../../notices';
import type { SloRecord } from '../../records';
import type { Policies } from '../evaluation/Evaluator';
import type { SlosInForce } from '../SlosInForce';
import type { ChangeStore, ToldStep } from '../store/ChangeStore';
import { budgetNotice } from './budgetNotice';
import type { NamedService, SloServices } from './SloServices';

/** What {@link BudgetNotices} works with. */
export interface BudgetNoticesOptions {
  changes: ChangeStore;
  notices: SettledNotices;
  policies: Policies;
  services: SloServices;
  slos: SlosInForce;
  now: () => Date;
}

/** Steps that nobody could be told of for so long are left alone. */
const reachMs = 3600_000;

/** A step is seen when its transaction ends, which is later than its time says. */
const overlapMs = 2 * 60_000;

/**
 * Tells owners of steps of their budgets. It reads the steps as they are kept,
 * and each is told once: a step taken just before a crash is told after it. What
 * could not be told, as nobody owns the service yet or notifications are down, is
 * tried again for an hour.
 */
export class BudgetNotices {
  readonly #options: BudgetNoticesOptions;
  /** Until when this process has looked for steps, in milliseconds. */
  #seenUntil = 0;
  /** Steps by id that are news and that nobody could be told of. */
  readonly #open = new Map<number, ToldStep>();

  private constructor(options: BudgetNoticesOptions) {
    this.#options = options;
  }

  static create(options: BudgetNoticesOptions): BudgetNotices {
    return new BudgetNotices(options);
  }

  /** Tells of the steps of the last hour. */
  async tell(): Promise<void> {
    const { changes, notices, now } = this.#options;
    // They are kept: what is news still is read when there is somewhere to tell it.
    if (!notices.canTell) return;
    const at = now().getTime();
    const steps = await changes.since(
      Math.max(at - reachMs, this.#seenUntil - overlapMs),
    );
    for (const step of steps) this.#open.set(step.id, step);
    this.#seenUntil = at;
    for (const { at: taken, id } of this.#open.values()) {
      if (taken < at - reachMs) this.#open.delete(id);
    }
    if (this.#open.size > 0) await this.#send([...this.#open.values()]);
  }

  async #send(steps: ToldStep[]): Promise<void> {
    const { notices, services, slos } = this.#options;
    const found = await slos.byNums([...new Set(steps.map(({ num }) => num))]);
    const records = new Map(found.map(record => [record.num, record]));
    const named = await services.named(found.map(({ spec }) => spec.service));
    const told: { id: number; notice?: Notice }[] = steps.flatMap(step => {
      const record = records.get(step.num);
      if (!record) return { id: step.id };
      const service = named.get(record.spec.service);
      // An owner may be there before the step is no news any more.
      if (!service || service.owners.length === 0) return [];
      return { id: step.id, notice: this.#noticeOf(step, record, service) };
    });
    const settled = await notices.settle(
      told.flatMap(({ notice }) => notice ?? []),
    );
    for (const { id, notice } of told) {
      if (!notice || settled.has(notice.key)) this.#open.delete(id);
    }
  }

  #noticeOf(
    step: ToldStep,
    record: SloRecord,
    service: NamedService,
  ): Notice | undefined {
    const { policies } = this.#options;
    const { states } = policies.of(record.spec).document.spec;
    const { gate } = states.exhausted;
    return budgetNotice(step, record, { service, gate });
  }
}
