import type { SourceStatus } from '@gold-layer/backstage-plugin-common';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import type { ServiceScope } from '../../services/ServiceScope';
import type { RefusedSource } from '../acceptSources';
import { pushSource } from '../DefinedFactRegistry';
import type { FactRegistry } from '../FactRegistry';
import type { SourceTitle } from '../sourceTitles';
import type { CoveredBySource, SourceCoverage } from './SourceCoverage';
import { sourceState } from './sourceState';
import type { SourceReach, SourceRun, SourceStore } from './SourceStore';

/** What {@link SourceHealth} works with. */
export interface SourceHealthOptions {
  coverage: SourceCoverage;
  registry: FactRegistry;
  sources: FactSource[];
  /** Sources switched off by configuration. */
  disabled: FactSource[];
  refused: RefusedSource[];
  sourceStore: SourceStore;
  titleOf: SourceTitle;
}

const empty = { services: 0, stale: 0, failures: 0 };

/** Tells how each source of facts is doing, in four statements however many there are. */
export class SourceHealth {
  readonly #options: SourceHealthOptions;

  private constructor(options: SourceHealthOptions) {
    this.#options = options;
  }

  static create(options: SourceHealthOptions): SourceHealth {
    return new SourceHealth(options);
  }

  /** As far as it speaks of the services in the scope. */
  async list(scope: ServiceScope): Promise<SourceStatus[]> {
    const { sources, disabled, refused, sourceStore } = this.#options;
    const [runs, reach, covered] = await Promise.all([
      sourceStore.runs(),
      sourceStore.reach(scope),
      this.#options.coverage.read(scope),
    ]);
    const coverage = new Map(covered.map(each => [each.source, each]));
    const known = { runs, reach, coverage, scope };
    const collecting = [...sources, ...disabled];
    const names = new Set(collecting.map(source => source.name));
    const pushers = [
      ...new Set([...reach.keys(), ...coverage.keys()].sort()),
    ].filter(name => !names.has(name));
    const pushing = pushers.map(name => this.#pushing(name, known));
    // Where nobody has pushed yet, people should see that they could.
    if (pushing.length === 0) {
      pushing.push(this.#pushing(pushSource, { ...known, runs: new Map() }));
    }
    return [
      ...collecting.map(source => this.#collecting(source, known)),
      ...pushing,
      ...refused.map(({ source, reason }) => ({
        ...empty,
        ...wordsOf(source),
        definitions: source.facts.length,
        state: 'error' as const,
        error: `It is not used. ${reason}.`,
      })),
    ];
  }

  #collecting(source: FactSource, known: Known): SourceStatus {
    const { name } = source;
    const run = known.runs.get(name) ?? { failures: 0 };
    const reach = known.reach.get(name);
    const common = {
      ...wordsOf(source),
      definitions: source.facts.length,
      ...this.#counts(name, known),
      lastStartedAt: run.startedAt?.toISOString(),
      lastFinishedAt: run.finishedAt?.toISOString(),
      lastSuccessAt: run.successAt?.toISOString(),
    };
    if (this.#options.disabled.includes(source)) {
      const error = `Switched off by goldLayer.sources.${name}.enabled in the configuration.`;
      return { ...common, state: 'never-run', error };
    }
    const now = new Date();
    const { state, error } = sourceState(run, { reach, source, now });
    return {
      ...common,
      state: doubted(state, common),
      // Why a whole run failed may name any service.
      error:
        run.error && error === run.error && !known.scope.everything
          ? 'The last run failed. Whoever may see every service is told why.'
          : error,
    };
  }

  #counts(name: string, { coverage }: Known) {
    const { services, stale, failures } = coverage.get(name) ?? empty;
    return { services, stale, failures };
  }

  #pushing(name: string, known: Known): SourceStatus {
    const pushable = this.#options.registry
      .all()
      .filter(fact => fact.source === pushSource);
    const run = known.runs.get(name);
    const counts = this.#counts(name, known);
    const pushed = run?.successAt !== undefined || counts.services > 0;
    return {
      ...counts,
      name,
      title: this.#options.titleOf(name),
      description: 'Facts that pipelines and tools push.',
      state: doubted(pushed ? 'ok' : 'never-run', counts),
      definitions: pushable.length,
      lastFinishedAt: run?.finishedAt?.toISOString(),
      lastSuccessAt: run?.successAt?.toISOString(),
    };
  }
}

interface Known {
  scope: ServiceScope;
  runs: Map<string, SourceRun>;
  reach: Map<string, SourceReach>;
  coverage: Map<string, CoveredBySource>;
}

/** A source with facts out of date is not in order, however its last run went. */
function doubted(
  state: SourceStatus['state'],
  { stale, failures }: { stale: number; failures: number },
): SourceStatus['state'] {
  return state === 'ok' && stale + failures > 0 ? 'degraded' : state;
}

function wordsOf({ name, title, description }: FactSource) {
  return { name, title, description };
}
