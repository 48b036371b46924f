import type {
  BurnSeverity,
  RuleState,
} from '@gold-layer/backstage-plugin-common';
import type {
  SliBucket,
  SliCallOptions,
  SliMeasurement,
  SliRequest,
  SliSource,
  SourceAlert,
  SourceRules,
} from '@gold-layer/backstage-plugin-node';
import type { SloSpec } from '@gold-layer/backstage-plugin-common';

const bucketMs = 5 * 60_000;

/** Counts of one bucket that begins at a moment; nothing: it was not measured. */
export type Script = (
  at: Date,
  slo: string,
) => { bad: number; total: number } | undefined;

/** For tests: a source whose every bucket the test decides. */
export class ScriptedSource implements SliSource {
  readonly name = 'scripted';
  readonly title = 'Scripted';
  readonly types = ['prometheus'];
  /** How many SLOs each call asked about. */
  readonly calls: number[] = [];
  readonly asked: { slo: string; from: string; to: string }[] = [];
  script: Script = () => ({ bad: 0, total: 100 });
  /** While set, every call fails with it. */
  outage: Error | undefined;
  /** SLOs whose query the source does not understand. */
  readonly wrong = new Set<string>();
  readonly partial = new Map<string, string>();
  /** SLOs whose total has never had any series. */
  readonly unseen = new Set<string>();
  firing: { slo: string; severity: BurnSeverity; longMinutes: number }[] = [];
  loaded: RuleState = 'loaded';

  async *measure(
    requests: SliRequest[],
    { signal }: SliCallOptions,
  ): AsyncIterable<SliMeasurement> {
    this.calls.push(requests.length);
    for (const request of requests) {
      signal.throwIfAborted();
      if (this.outage) throw this.outage;
      this.asked.push({
        slo: request.slo.id,
        from: request.from.toISOString(),
        to: request.to.toISOString(),
      });
      yield this.#answer(request);
    }
  }

  async alerts(slos: SloSpec[]): Promise<SourceAlert[]> {
    if (this.outage) throw this.outage;
    const known = new Set(slos.map(({ id }) => id));
    return this.firing
      .filter(({ slo }) => known.has(slo))
      .map(each => ({ ...each, state: 'firing' }));
  }

  async rules(slos: SloSpec[]): Promise<SourceRules[]> {
    if (this.outage) throw this.outage;
    return slos.map(({ id }) => ({ slo: id, state: this.loaded }));
  }

  #answer({ slo, from, to }: SliRequest): SliMeasurement {
    const { id } = slo;
    if (this.wrong.has(id)) {
      return {
        slo: id,
        outcome: 'failed',
        kind: 'query',
        error: 'parse error at char 7',
        unreadable: true,
      };
    }
    if (this.unseen.has(id)) {
      return { slo: id, outcome: 'buckets', buckets: [], neverSeen: true };
    }
    return {
      slo: id,
      outcome: 'buckets',
      buckets: this.#buckets(id, from, to),
      partial: this.partial.get(id),
    };
  }

  /** As a real source does: hours for what lies further back than three days. */
  #buckets(id: string, from: Date, to: Date): SliBucket[] {
    const fine =
      Math.floor(to.getTime() / 3600_000) * 3600_000 - 3 * 86_400_000;
    const buckets = new Map<string, SliBucket>();
    for (let start = from.getTime(); start < to.getTime(); start += bucketMs) {
      const counts = this.script(new Date(start), id);
      if (!counts) continue;
      const minutes = start < fine ? 60 : 5;
      const begin = Math.floor(start / (minutes * 60_000)) * minutes * 60_000;
      const known = buckets.get(`${minutes} ${begin}`);
      buckets.set(`${minutes} ${begin}`, {
        start: begin,
        minutes,
        bad: (known?.bad ?? 0) + counts.bad,
        total: (known?.total ?? 0) + counts.total,
        covered: (known?.covered ?? 0) + 1,
      });
    }
    return [...buckets.values()];
  }
}
