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

  of(slo: SloSpec): string {
    const spec = JSON.stringify(slo);
    const known = this.#known.get(slo.id);
    if (known?.spec === spec) return known.version;
    const version = ruleGroupsHash(slo);
    this.#known.set(slo.id, { spec, version });
    return version;
  }
}
