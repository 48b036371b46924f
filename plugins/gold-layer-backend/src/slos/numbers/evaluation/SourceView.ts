import type {
  AlertState,
  BurnAlert,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type {
  SourceAlert,
  SourceRules,
} from '@gold-layer/backstage-plugin-node';
import type { SloStatus } from '../../records';

type Rules = Pick<SloStatus, 'rules' | 'rulesLoaded' | 'rulesAt'>;

/** What a source said longer ago is left to another process to know: replicas take turns in asking. */
export const freshMs = 15 * 60_000;

/** What sources last said about alerts and rules, as far as this process has asked them of late. */
export class SourceView {
  readonly #now: () => Date;
  /** By SLO: states by alert, and when they were told. An SLO that was not asked about is absent. */
  readonly #alerts = new Map<
    string,
    { states: Map<string, AlertState>; at: number }
  >();
  readonly #rules = new Map<string, Rules & { rulesAt: number }>();

  static create(options: { now: () => Date }): SourceView {
    return new SourceView(options.now);
  }

  private constructor(now: () => Date) {
    this.#now = now;
  }

  /** How to tell an alert's state at its source; absent where the source was not asked. */
  alertsOf(
    spec: SloSpec,
  ): ((alert: BurnAlert) => AlertState | undefined) | undefined {
    const known = this.#alerts.get(spec.id);
    if (!known || this.#isOld(known.at)) return undefined;
    return alert => known.states.get(keyOf(alert));
  }

  /** What is known of an SLO's rules; nothing where the source was not asked. */
  rulesOf(spec: SloSpec): Rules | undefined {
    if (spec.sli.kind === 'pushed') return { rules: 'not-needed' };
    const known = this.#rules.get(spec.id);
    return known && !this.#isOld(known.rulesAt) ? known : undefined;
  }

  /** Takes in what a source says about alerts of all its SLOs; answers the ids of those that changed. */
  toldAlerts(
    specs: readonly SloSpec[],
    alerts: readonly SourceAlert[],
  ): string[] {
    const told = new Map<string, Map<string, AlertState>>();
    for (const alert of alerts) {
      const states = told.get(alert.slo) ?? new Map<string, AlertState>();
      states.set(keyOf(alert), alert.state);
      told.set(alert.slo, states);
    }
    return specs.flatMap(({ id }) => {
      const states = told.get(id) ?? new Map<string, AlertState>();
      const before = this.#alerts.get(id)?.states;
      this.#alerts.set(id, { states, at: this.#now().getTime() });
      return isSame(before, states) ? [] : id;
    });
  }

  /** Takes in what a source says about rules of all its SLOs; answers the ids of those that changed. */
  toldRules(
    specs: readonly SloSpec[],
    found: readonly SourceRules[],
    at: number,
  ): string[] {
    const byId = new Map(found.map(each => [each.slo, each]));
    return specs.flatMap(({ id }) => {
      const told = byId.get(id);
      const before = this.#rules.get(id);
      const rules = told?.state ?? 'unknown';
      this.#rules.set(id, { rules, rulesLoaded: told?.loaded, rulesAt: at });
      const same =
        before?.rules === rules && before.rulesLoaded === told?.loaded;
      return same ? [] : id;
    });
  }

  #isOld(at: number): boolean {
    return this.#now().getTime() - at > freshMs;
  }
}

function keyOf({
  severity,
  longMinutes,
}: Pick<BurnAlert, 'severity' | 'longMinutes'>): string {
  return `${severity} ${longMinutes}`;
}

function isSame(
  a: ReadonlyMap<string, AlertState> | undefined,
  b: ReadonlyMap<string, AlertState>,
): boolean {
  if (!a || a.size !== b.size) return false;
  return [...b].every(([key, state]) => a.get(key) === state);
}
