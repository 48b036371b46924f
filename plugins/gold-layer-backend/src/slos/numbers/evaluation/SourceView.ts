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

/** What sources last said about alerts and rules, as far as this process has asked them. */
export class SourceView {
  /** By SLO: states by alert. An SLO that was not asked about is absent. */
  readonly #alerts = new Map<string, Map<string, AlertState>>();
  readonly #rules = new Map<string, Rules>();

  static create(): SourceView {
    return new SourceView();
  }

  private constructor() {}

  /** How to tell an alert's state at its source; absent where the source was not asked. */
  alertsOf(
    spec: SloSpec,
  ): ((alert: BurnAlert) => AlertState | undefined) | undefined {
    const states = this.#alerts.get(spec.id);
    return states && (alert => states.get(keyOf(alert)));
  }

  /** What is known of an SLO's rules; nothing where the source was not asked. */
  rulesOf(spec: SloSpec): Rules | undefined {
    if (spec.sli.kind === 'pushed') return { rules: 'not-needed' };
    return this.#rules.get(spec.id);
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
      const before = this.#alerts.get(id);
      this.#alerts.set(id, states);
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
