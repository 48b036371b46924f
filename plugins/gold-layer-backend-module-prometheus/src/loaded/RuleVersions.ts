import { setImmediate } from 'timers/promises';
import {
  ruleGroupsHash,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';

/**
 * The version of the rules that follow from each SLO. Generating the rules of
 * ten thousand SLOs takes seconds, and they seldom change: what was found out
 * is kept until the SLO is another one.
 */
export class RuleVersions {
  readonly #known = new Map<string, { spec: string; version: string }>();

  static create(): RuleVersions {
    return new RuleVersions();
  }

  /** Finds them out a few at a time, so that others get their turn. */
  async prepare(slos: SloSpec[]): Promise<void> {
    for (const [index, slo] of slos.entries()) {
      this.of(slo);
      if (index % 20 === 19) await setImmediate();
    }
  }

  of(slo: SloSpec): string {
    const spec = JSON.stringify(slo);
    const known = this.#known.get(slo.id);
    if (known?.spec === spec) return known.version;
    const version = ruleGroupsHash(slo);
    this.#known.set(slo.id, { spec, version });
    return version;
  }
}
