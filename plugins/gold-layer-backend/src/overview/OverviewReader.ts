import {
  Overview,
  ScorecardDocument,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import { NotFoundError } from '@backstage/errors';
import { sumBy } from 'lodash';
import type { LoadedDefinition } from '../definitions';
import type { CoveredBySource, SourceCoverage, SourceTitle } from '../facts';
import { SharedAnswers } from '../http/SharedAnswers';
import { CompiledScorecards, CountStore, summarize } from '../scorecards';
import type { ServiceProjection, ServiceScope } from '../services';
import { MovedService, OverviewStore } from './OverviewStore';

/** What {@link OverviewReader} works with. */
export interface OverviewReaderOptions {
  counts: CountStore;
  projection: Pick<ServiceProjection, 'state'>;
  scorecards: CompiledScorecards;
  coverage: Pick<SourceCoverage, 'read'>;
  titleOf: SourceTitle;
  store: OverviewStore;
}

/** The scorecard that the overview speaks of unless another one is asked for. */
const preferred = 'gold-standard';

/** Coverage follows evaluations, which take longer than this. */
const coverageMs = 5000;

const mostMovers = 10;
const mostBlockers = 8;

/** Puts the overview together. */
export class OverviewReader {
  readonly #options: OverviewReaderOptions;
  readonly #covered: SharedAnswers<CoveredBySource[]>;

  private constructor(options: OverviewReaderOptions) {
    this.#options = options;
    this.#covered = SharedAnswers.create({
      validMs: coverageMs,
      capacity: 1,
      now: () => new Date(),
    });
  }

  static create(options: OverviewReaderOptions): OverviewReader {
    return new OverviewReader(options);
  }

  async read(
    wanted: string | undefined,
    scope: ServiceScope,
  ): Promise<Overview> {
    const { counts, projection, scorecards, store } = this.#options;
    const { definitions } = scorecards.current();
    const shown = choose(definitions, wanted);
    const [levels, services, gaps, coverage, state] = await Promise.all([
      counts.levels(scope),
      store.services(scope),
      store.gaps(scope),
      this.#coverage(scope),
      projection.state(),
    ]);
    return {
      services: sumBy(services, 'services'),
      scorecard: shown?.name,
      scorecards: definitions.map(each => summarize(each, levels)),
      byTier: shownTierSchema.options.map(tier => ({
        tier,
        services: sumBy(
          services.filter(row => row.tier === tier),
          'services',
        ),
        levels: addUp(
          levels
            .filter(row => row.tier === tier && row.scorecard === shown?.name)
            .map(row => [row.level, row.services]),
        ),
      })),
      ...(await this.#movers(shown, scope)),
      gaps,
      servicesWithGaps: sumBy(services, 'withGaps'),
      blockers: shown ? await this.#blockers(shown, scope) : [],
      coverage: coverage.map(row => ({
        ...row,
        title: this.#options.titleOf(row.source),
      })),
      gold: addUp(services.map(row => [row.gold, row.services])),
      confirmedAt: state.confirmedAt?.toISOString(),
      stale: state.stale,
    };
  }

  /** For those who see every service it is the same, and counting tens of thousands of rows once serves them all. */
  #coverage(scope: ServiceScope): Promise<CoveredBySource[]> {
    const { coverage } = this.#options;
    return scope.everything
      ? this.#covered.get('everything', () => coverage.read(scope))
      : coverage.read(scope);
  }

  async #movers(
    shown: LoadedDefinition<ScorecardDocument> | undefined,
    scope: ServiceScope,
  ): Promise<Pick<Overview, 'fallers' | 'climbers'>> {
    if (!shown) return { fallers: [], climbers: [] };
    const { store } = this.#options;
    const { name } = shown;
    const limit = mostMovers;
    const [fallers, climbers] = await Promise.all([
      store.movers(name, 'down', { scope, limit }),
      store.movers(name, 'up', { scope, limit }),
    ]);
    const show = (mover: MovedService) => ({
      ...mover,
      scorecard: name,
      at: mover.at.toISOString(),
    });
    return { fallers: fallers.map(show), climbers: climbers.map(show) };
  }

  /** The checks that keep most services from their next level; of equal ones those of the lower level. */
  async #blockers(
    { name, document }: LoadedDefinition<ScorecardDocument>,
    scope: ServiceScope,
  ): Promise<Overview['blockers']> {
    const rows = await this.#options.counts.checks(name, scope);
    const countOf = (check: string, state?: string) =>
      sumBy(
        rows.filter(
          row => row.check === check && (!state || row.state === state),
        ),
        'blocking',
      );
    return document.spec.levels
      .flatMap(level =>
        level.checks.map(check => ({
          check: check.id,
          title: check.title,
          level: level.name,
          effort: check.effort,
          services: countOf(check.id),
          failing: countOf(check.id, 'fail'),
          unknown: countOf(check.id, 'unknown'),
        })),
      )
      .filter(({ services }) => services > 0)
      .sort((a, b) => b.services - a.services)
      .slice(0, mostBlockers);
  }
}

function choose(
  definitions: LoadedDefinition<ScorecardDocument>[],
  wanted: string | undefined,
): LoadedDefinition<ScorecardDocument> | undefined {
  const find = (name: string) =>
    definitions.find(definition => definition.name === name);
  if (wanted === undefined) return find(preferred) ?? definitions[0];
  const found = find(wanted);
  if (found) return found;
  const names = definitions.map(({ name }) => name).join(', ');
  throw new NotFoundError(
    `No scorecard found with name '${wanted}'; there are ${names || 'none'}`,
  );
}

function addUp(pairs: [string, number][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, value] of pairs) sums[name] = (sums[name] ?? 0) + value;
  return sums;
}
