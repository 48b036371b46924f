import type { Notices } from '../../../notices';
import type { Policies } from '../evaluation/Evaluator';
import type { SlosInForce } from '../SlosInForce';
import type { ChangeStore, ToldStep } from '../store/ChangeStore';
import { budgetNotice } from './budgetNotice';
import type { SloServices } from './SloServices';

/** What {@link BudgetNotices} works with. */
export interface BudgetNoticesOptions {
  changes: ChangeStore;
  notices: Notices;
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
 * and each is told once: a step taken just before a crash is told after it.
 */
export class BudgetNotices {
  readonly #options: BudgetNoticesOptions;
  /** Until when this process has told of steps, in milliseconds. */
  #toldUntil = 0;

  private constructor(options: BudgetNoticesOptions) {
    this.#options = options;
  }

  static create(options: BudgetNoticesOptions): BudgetNotices {
    return new BudgetNotices(options);
  }

  /** Tells of the steps of the last hour. */
  async tell(): Promise<void> {
    const { changes, now } = this.#options;
    const at = now().getTime();
    const steps = await changes.since(
      Math.max(at - reachMs, this.#toldUntil - overlapMs),
    );
    if (steps.length > 0) await this.#send(steps);
    this.#toldUntil = at;
  }

  async #send(steps: ToldStep[]): Promise<void> {
    const { notices, policies, services, slos } = this.#options;
    const found = await slos.byNums([...new Set(steps.map(({ num }) => num))]);
    const records = new Map(found.map(record => [record.num, record]));
    const named = await services.named(found.map(({ spec }) => spec.service));
    await notices.send(
      steps.flatMap(step => {
        const record = records.get(step.num);
        const service = record && named.get(record.spec.service);
        if (!service) return [];
        const { states } = policies.of(record.spec).document.spec;
        const { gate } = states.exhausted;
        return budgetNotice(step, record, { service, gate }) ?? [];
      }),
    );
  }
}
