import { mockServices } from '@backstage/backend-test-utils';
import type { FactType, FactValue } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { migrate } from '../../database/migrate';
import { DatabaseFactStore } from '../../facts/DatabaseFactStore';
import { DefinedFactRegistry } from '../../facts/DefinedFactRegistry';
import { serviceRow } from '../../services/__testUtils__/serviceRow';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import { DatabaseServiceStore } from '../../services/DatabaseServiceStore';
import { CompiledScorecards } from '../CompiledScorecards';
import { Counts } from '../evaluation/Counts';
import { EvaluationQueue } from '../evaluation/EvaluationQueue';
import { EvaluationState } from '../evaluation/EvaluationState';
import { Evaluator, EvaluatorOptions } from '../evaluation/Evaluator';
import { FullEvaluation } from '../evaluation/FullEvaluation';
import { HistoryReplay } from '../evaluation/HistoryReplay';
import { ReplayStore } from '../evaluation/ReplayStore';
import { ReplicaPrecedence } from '../evaluation/ReplicaPrecedence';
import { ReplicaStore } from '../evaluation/ReplicaStore';
import { ResultStore } from '../evaluation/ResultStore';
import { RollupStore } from '../evaluation/RollupStore';
import { Sweep } from '../evaluation/Sweep';
import { collected } from './fixtures';
import { MemoryDefinitions } from './MemoryDefinitions';

const judged = {
  type: 'service',
  tier: 'critical',
  tier_rank: 0,
  record: JSON.stringify({ servesCustomers: true }),
};

/** Everything that evaluating needs, over a real database and a clock that the test moves. */
export async function createWorld(
  database: Knex,
  facts: Record<string, FactType>,
  around: Pick<EvaluatorOptions, 'accepted' | 'goldChanged'> = {},
) {
  await migrate(database);
  const logger = mockServices.logger.mock();
  const definitions = new MemoryDefinitions();
  const registry = DefinedFactRegistry.create({
    collected: collected(facts),
    definitions,
    logger,
  });
  const scorecards = CompiledScorecards.create({
    definitions,
    facts: registry,
  });
  const clock = { now: new Date() };
  const now = () => clock.now;
  const changes = DatabaseServiceChanges.create({ database });
  const factStore = DatabaseFactStore.create({ database, changes });
  const services = DatabaseServiceStore.create({ database });
  const results = ResultStore.create({ database });
  const rollups = RollupStore.create({ database });
  const state = EvaluationState.create({ database });
  const evaluator = Evaluator.create({
    ...around,
    logger,
    scorecards,
    store: results,
    now,
  });
  const counts = Counts.create({ store: rollups, logger });
  const changed = (names: Set<string>) => counts.soon(names);
  const precedence = ReplicaPrecedence.create({
    logger,
    now,
    scorecards,
    store: ReplicaStore.create({ database }),
  });
  const parts = {
    changed,
    changes,
    evaluator,
    logger,
    now,
    precedence,
    scorecards,
    services,
    state,
  };
  const queue = EvaluationQueue.create(parts);
  const all = FullEvaluation.create(parts);
  const sweep = Sweep.create({
    ...parts,
    counts,
    facts: factStore,
    queue,
    results,
    rollups,
  });
  const replay = HistoryReplay.create({
    ...parts,
    results,
    rollups,
    store: ReplayStore.create({ database }),
  });

  return {
    all,
    changes,
    clock,
    counts,
    database,
    definitions,
    evaluator,
    factStore,
    logger,
    precedence,
    queue,
    registry,
    replay,
    rollups,
    scorecards,
    services,
    state,
    sweep,
    /** Puts a service into the projection and marks it. */
    async addService(name: string, row: object = {}): Promise<string> {
      const ref = `component:default/${name}`;
      await database('services')
        .insert(serviceRow(name, { ...judged, ...row }))
        .onConflict('ref')
        .merge();
      await changes.mark([ref]);
      return ref;
    },
    /** Records a fact as the sources do. */
    async give(
      service: string,
      fact: string,
      value: FactValue,
      options: { validUntil?: Date; at?: Date; history?: boolean } = {},
    ): Promise<void> {
      const { at = clock.now, validUntil, history = false } = options;
      await factStore.record([
        {
          service: `component:default/${service}`,
          fact,
          value,
          source: 'test',
          collectedAt: at,
          validUntil,
          history,
        },
      ]);
    },
    /** States of the checks of a service, by check. */
    async statesOf(service: string): Promise<Record<string, string>> {
      const rows = await database('check_results').where({
        service_ref: `component:default/${service}`,
      });
      return Object.fromEntries(rows.map(row => [row.check_id, row.state]));
    },
    /** The one standing of a service. */
    standingOf: (service: string) =>
      database('scorecard_results')
        .where({ service_ref: `component:default/${service}` })
        .first(),
  };
}
