import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceStore } from '../../services';
import type { CompiledScorecards, ScorecardSet } from '../CompiledScorecards';
import type { ScoredCard } from '../scoreService';
import type { EvaluationState, Replay } from './EvaluationState';
import { endOf, replayService, ServicePast } from './replayService';
import type { ReplicaPrecedence } from './ReplicaPrecedence';
import { PastCount, ReplayedBatch, ReplayStore, sinceKey } from './ReplayStore';
import type { ResultStore } from './ResultStore';
import type { RollupStore } from './RollupStore';

/** What {@link HistoryReplay} works with. */
export interface HistoryReplayOptions {
  scorecards: CompiledScorecards;
  services: ServiceStore;
  state: EvaluationState;
  results: ResultStore;
  rollups: RollupStore;
  store: ReplayStore;
  /** Whether this replica may evaluate. */
  precedence: Pick<ReplicaPrecedence, 'isAhead'>;
  now?: () => Date;
}

const dayMs = 24 * 3600 * 1000;

/** More of the past than anybody looks at costs more than it tells. */
const mostDays = 180;

const batchSize = 20;

/**
 * Works out what scorecards would have said before the portal first looked,
 * from facts whose past a source has told. Service by service, so that little
 * is held in memory and it can go on where it stopped.
 */
export class HistoryReplay {
  readonly #options: HistoryReplayOptions;

  private constructor(options: HistoryReplayOptions) {
    this.#options = options;
  }

  static create(options: HistoryReplayOptions): HistoryReplay {
    return new HistoryReplay(options);
  }

  /** Has the days since a moment worked out, once {@link continue} is called; replaces an earlier replay. */
  async begin(since: Date): Promise<void> {
    const { state, rollups, store } = this.#options;
    const now = this.#options.now?.() ?? new Date();
    const observed = await rollups.firstObservedDay();
    const last = Date.parse(observed ?? dayOf(now)) - dayMs;
    const before = await state.replay();
    const first = Math.max(
      Math.min(since.getTime(), before ? Date.parse(before.from) : Infinity),
      last - (mostDays - 1) * dayMs,
    );
    await store.forget();
    await state.keepReplay(
      first <= last + dayMs - 1
        ? {
            id: now.getTime(),
            from: dayOf(new Date(first)),
            to: dayOf(new Date(last)),
          }
        : undefined,
    );
  }

  /** Goes on with a replay that was begun; must not run in two places at once. */
  async continue(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { precedence, state, services } = this.#options;
    const began = await state.replay();
    if (!began || !(await precedence.isAhead())) return;
    const dated = await this.#options.store.datedFacts(endOf(began.to));
    let replay: Replay | undefined = began;
    while (replay && !options.signal?.aborted) {
      const refs = await services.refsAfter(replay.cursor, batchSize);
      replay = await this.#step(replay, { refs, dated });
      await pause(10);
      if (replay && !(await precedence.isAhead())) return;
    }
    const now = this.#options.now?.() ?? new Date();
    if (!replay) await this.#options.results.updateTrends(now.getTime());
  }

  async #step(
    replay: Replay,
    { refs, dated }: { refs: string[]; dated: Set<string> },
  ): Promise<Replay | undefined> {
    const { state, results, store } = this.#options;
    const cursor = refs.at(-1);
    const next = cursor === undefined ? undefined : { ...replay, cursor };
    const values = await store.values(refs, endOf(replay.to));
    return results.transaction(async tx => {
      const current = await state.replay(tx);
      if (current?.id !== replay.id) return current;
      const set = this.#options.scorecards.current();
      const { services, facts } = await results.read(tx, refs, {
        now: Date.now(),
        facts: set.facts,
      });
      const pasts = services.map(service => ({
        service,
        steady: (facts.get(service.ref) ?? []).flatMap(known =>
          dated.has(known.fact)
            ? []
            : [{ ...known, validUntil: undefined, steady: true }],
        ),
        values: (values.get(service.ref) ?? []).filter(({ fact }) =>
          dated.has(fact),
        ),
      }));
      const batch = replayBatch(set, pasts, daysOf(replay));
      const until = endOf(replay.to) + dayMs;
      await store.write(tx, batch, { refs, until });
      await state.keepReplay(next, tx);
      return next;
    });
  }
}

/** The past of some services: what changed when, and how many stood where on each day. */
function replayBatch(
  set: ScorecardSet,
  pasts: ServicePast[],
  days: string[],
): ReplayedBatch {
  const batch: ReplayedBatch = {
    levelChanges: [],
    checkChanges: [],
    counts: [],
    since: new Map(),
  };
  const counts = new Map<string, PastCount>();
  for (const past of pasts) {
    for (const { day, cards } of replayService(set, past, days)) {
      for (const card of cards) {
        if (card.standing.applicable === 0) continue;
        count(counts, past, day, card);
        compareLevel(batch, past, day, card);
        compareChecks(batch, past, day, card);
      }
    }
  }
  return { ...batch, counts: [...counts.values()] };
}

function count(
  counts: Map<string, PastCount>,
  { service }: ServicePast,
  day: string,
  { scorecard, standing }: ScoredCard,
): void {
  const group = {
    scorecard: scorecard.name,
    day,
    level: standing.level ?? 'none',
    rank: standing.rank,
    owner_ref: service.owner ?? '',
    tier: service.tier,
    system_ref: service.system ?? '',
  };
  const key = JSON.stringify(Object.values(group));
  const sum = counts.get(key) ?? {
    ...group,
    services: 0,
    passed: 0,
    applicable: 0,
  };
  sum.services++;
  sum.passed += standing.passed;
  sum.applicable += standing.applicable;
  counts.set(key, sum);
}

function compareLevel(
  batch: ReplayedBatch,
  { service }: ServicePast,
  day: string,
  card: ScoredCard,
): void {
  const key = sinceKey(service.ref, card);
  const before = batch.since.get(key);
  const was = before && 'rank' in before ? before : undefined;
  const level = card.standing.level ?? null;
  const { rank } = card.standing;
  if (was?.rank === rank && was.level === level) return;
  const at = endOf(day);
  batch.since.set(key, { at, level, rank });
  batch.levelChanges.push({
    service_ref: service.ref,
    scorecard: card.scorecard.name,
    at,
    from_level: was?.level ?? null,
    from_rank: was?.rank ?? null,
    to_level: level,
    to_rank: rank,
    version: card.scorecard.version,
    replayed: 1,
  });
}

function compareChecks(
  batch: ReplayedBatch,
  { service }: ServicePast,
  day: string,
  card: ScoredCard,
): void {
  const at = endOf(day);
  for (const { check, state } of card.checks) {
    const key = sinceKey(service.ref, card, check);
    const before = batch.since.get(key);
    const was = before && 'state' in before ? before.state : undefined;
    if (was === state) continue;
    batch.since.set(key, { at, state });
    if (was === undefined) continue;
    batch.checkChanges.push({
      service_ref: service.ref,
      scorecard: card.scorecard.name,
      check_id: check,
      at,
      from_state: was,
      to_state: state,
      version: card.scorecard.version,
      replayed: 1,
    });
  }
}

function daysOf({ from, to }: Replay): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
    days.push(dayOf(new Date(at)));
  }
  return days;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
