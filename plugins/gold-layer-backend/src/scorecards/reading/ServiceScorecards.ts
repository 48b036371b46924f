import {
  CheckResult,
  checkStates,
  decideStanding,
  FactDefinition,
  goldLayerServiceReadPermission,
  NextStep,
  nextRung,
  orderSteps,
  RouteOutput,
  ScorecardDocument,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import type { LoadedDefinition } from '../../definitions/Definitions';
import type { FactRegistry, FactStore, StoredFact } from '../../facts';
import type { Caller } from '../../http/serve';
import type { ServiceAccess } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';
import type { CompiledScorecard } from '../compileScorecard';
import type { CountStore } from './CountStore';
import { addFailures, KnownFailures, SourceFailure } from './addFailures';
import type {
  ServiceResultStore,
  StoredCheck,
  StoredStanding,
} from './ServiceResultStore';

/** What {@link ServiceScorecards} works with. */
export interface ServiceScorecardsOptions {
  access: ServiceAccess;
  counts: Pick<CountStore, 'reach'>;
  facts: Pick<FactStore, 'factsOf'>;
  failures: KnownFailures;
  registry: Pick<FactRegistry, 'get'>;
  scorecards: CompiledScorecards;
  store: ServiceResultStore;
}

/** Shows one service's results with the words of the definitions and the facts they rest on. */
export class ServiceScorecards {
  readonly #options: ServiceScorecardsOptions;

  private constructor(options: ServiceScorecardsOptions) {
    this.#options = options;
  }

  static create(options: ServiceScorecardsOptions): ServiceScorecards {
    return new ServiceScorecards(options);
  }

  async get(
    ref: string,
    options: { credentials: Caller },
  ): Promise<RouteOutput<'getServiceScorecards'>> {
    const { access, counts, facts, scorecards, store } = this.#options;
    const read = goldLayerServiceReadPermission;
    const scope = await access.scope(read, options);
    await access.require(read, ref, { ...options, scope });
    const [standings, checks, evaluation, known, failures] = await Promise.all([
      store.standings(ref),
      store.checks(ref),
      store.evaluation(ref),
      facts.factsOf([ref]),
      this.#options.failures.failuresOf(ref),
    ]);
    const set = scorecards.current();
    const values = new Map(
      (known.get(ref) ?? []).map(fact => [fact.fact, fact]),
    );
    const shown = standings.flatMap(stored => {
      const { scorecard } = stored.standing;
      const compiled = set.scorecards.find(({ name }) => name === scorecard);
      const definition = set.definitions.find(({ name }) => name === scorecard);
      if (!compiled || !definition) return [];
      const mine = checks.filter(check => check.scorecard === scorecard);
      return [
        this.#show({
          stored,
          compiled,
          definition,
          checks: mine,
          values,
          failures,
        }),
      ];
    });
    const steps = shown.flatMap(({ scorecard, nextSteps }) =>
      nextSteps.map(({ check }) => ({ scorecard, check })),
    );
    const reach = await counts.reach(steps, scope);
    const items = shown.map(card => ({
      ...card,
      nextSteps: orderSteps(
        card.nextSteps.map(step => ({
          ...step,
          reach: reach.get(`${card.scorecard} ${step.check}`) ?? 0,
        })),
      ),
    }));
    const { failure, lastFullAt } = evaluation;
    return {
      items,
      failure: failure && { ...failure, at: failure.at.toISOString() },
      lastFullAt: lastFullAt?.toISOString(),
    };
  }

  #show(card: CardParts): ServiceScorecard {
    const { stored, definition } = card;
    const { levels, waivedCounts } = definition.document.spec;
    const results = this.#results(card);
    const { rungs } = decideStanding({
      levels: levels.map(level => ({
        name: level.name,
        states: results.flatMap(result =>
          result.level === level.name ? result.state : [],
        ),
      })),
      waivedCounts,
    });
    const { rank } = stored.standing;
    const next = nextRung(rungs, rank);
    return {
      scorecard: definition.name,
      title: definition.title,
      description: definition.document.metadata.description,
      version: stored.version,
      evaluatedAt: stored.evaluatedAt.toISOString(),
      standing: stored.standing,
      levels: rungs.map((rung, index) => ({
        ...rung,
        title: levels[index].title,
        held: rung.applicable > 0 && rung.rank <= rank,
      })),
      nextSteps: next ? toSteps(results, next.name, waivedCounts) : [],
      checks: results,
    };
  }

  #results(card: CardParts): CheckResult[] {
    const { compiled, definition, checks, values } = card;
    const { failures, registry } = this.#options;
    const stored = new Map(checks.map(check => [check.check, check]));
    const now = Date.now();
    const results = definition.document.spec.levels.flatMap(level =>
      level.checks.flatMap(check => {
        const result = stored.get(check.id);
        const rule = compiled.checks.find(({ id }) => id === check.id)?.rule;
        if (!result || !rule) return [];
        const inputs = rule.facts.map(fact =>
          toInput(fact, {
            known: values.get(fact),
            definition: registry.get(fact),
            now,
          }),
        );
        return [
          {
            check: check.id,
            level: level.name,
            title: check.title,
            why: check.why,
            howToFix: check.howToFix,
            link: check.link,
            effort: check.effort,
            rule: check.rule,
            state: result.state,
            trueState: result.trueState,
            reason:
              result.state === 'unknown'
                ? addFailures(result.reason, {
                    failures: card.failures,
                    titleOf: failures.titleOf,
                    sources: inputs.flatMap(({ fact, status }) =>
                      status === 'fresh'
                        ? []
                        : (registry.get(fact)?.source ?? []),
                    ),
                  })
                : result.reason,
            changedAt: result.changedAt.toISOString(),
            inputs,
          },
        ];
      }),
    );
    // Sorting is stable: within a state checks stay in order of levels.
    return results.sort(
      (a, b) => checkStates.indexOf(a.state) - checkStates.indexOf(b.state),
    );
  }
}

interface CardParts {
  stored: StoredStanding;
  compiled: CompiledScorecard;
  definition: LoadedDefinition<ScorecardDocument>;
  checks: StoredCheck[];
  values: Map<string, StoredFact>;
  failures: SourceFailure[];
}

function toSteps(
  results: CheckResult[],
  level: string,
  waivedCounts: boolean,
): NextStep[] {
  const open = new Set([
    'fail',
    'unknown',
    ...(waivedCounts ? [] : ['waived']),
  ]);
  return results
    .filter(result => result.level === level && open.has(result.state))
    .map(({ check, title, state, effort }) => ({
      check,
      title,
      level,
      state,
      effort,
      reach: 0,
    }));
}

function toInput(
  fact: string,
  {
    known,
    definition,
    now,
  }: { known?: StoredFact; definition?: FactDefinition; now: number },
): CheckResult['inputs'][number] {
  const title = definition?.title ?? fact;
  if (!known) return { fact, title, status: 'missing', unit: definition?.unit };
  const stale = known.validUntil && known.validUntil.getTime() <= now;
  return {
    fact,
    title,
    status: stale ? 'stale' : 'fresh',
    value: known.value,
    unit: definition?.unit,
    source: known.source,
    collectedAt: known.collectedAt.toISOString(),
  };
}
