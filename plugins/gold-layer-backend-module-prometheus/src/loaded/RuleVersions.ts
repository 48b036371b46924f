import { setImmediate } from 'timers/promises';
import {
  ruleGroupsHash,
  sliHash,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';

/** What the info series of an SLO's rules says if they are those that follow from it now. */
export interface RuleVersion {
  /** Of the whole document. */
  version: string;
  /** Of what is counted. */
  sli: string;
}

/**
 * The version of the rules that follow from each SLO. Generating the rules of
 * ten thousand SLOs takes seconds, and they seldom change: what was found out
 * is kept until the SLO is another one.
 */
export class RuleVersions {
  readonly #known = new Map<string, { spec: string; found: RuleVersion }>();

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

  of(slo: SloSpec): RuleVersion {
    const spec = JSON.stringify(slo);
    const known = this.#known.get(slo.id);
    if (known?.spec === spec) return known.found;
    const found = { version: ruleGroupsHash(slo), sli: sliHash(slo) };
    this.#known.set(slo.id, { spec, found });
    return found;
  }
}
