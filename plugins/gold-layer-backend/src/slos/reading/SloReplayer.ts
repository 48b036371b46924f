import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  CountedBucket,
  goldLayerSloQueryPermission,
  Replay,
  replayBuckets,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { SliBucket, SliSource } from '@gold-layer/backstage-plugin-node';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import { readWith } from '../documents/readWith';
import type { SloDocumentReader } from '../documents/records';
import { askInTurn } from './askInTurn';
import { BucketReads, finestOf } from './bucketsOf';
import type { Policies } from './SloDetails';
import type { SloListStore } from './SloListStore';
import { sourceOf } from './sourceOf';
import type { SourceTurns } from './SourceTurns';

/** What {@link SloReplayer} works with. */
export interface SloReplayerOptions {
  access: ServiceAccess;
  buckets: BucketReads;
  list: SloListStore;
  logger: LoggerService;
  people: People;
  policies: Policies;
  sources: readonly SliSource[];
  turns: SourceTurns;
  now: () => Date;
}

/** A proposed SLO: one of those that a text holds. */
export interface ProposedSlo {
  text: string;
  service?: string;
  index: number;
}

interface Measured {
  buckets: CountedBucket[];
  problem?: string;
}

const days = 30;
const dayMs = 86_400_000;
const sliceMs = 300_000;
const timeoutMs = 30_000;

/** Works out what the last days would have been under an SLO that somebody is about to propose. */
export class SloReplayer {
  readonly #options: SloReplayerOptions;
  readonly #read: SloDocumentReader;
  /** Who has one running: a month of counts is a great deal to ask for. */
  readonly #running = new Set<string>();

  private constructor(options: SloReplayerOptions) {
    this.#options = options;
    this.#read = readWith(options.sources);
  }

  static create(options: SloReplayerOptions): SloReplayer {
    return new SloReplayer(options);
  }

  /**
   * @throws InputError if the text holds no such SLO, or has errors
   * @throws ConflictError if a replay of the same caller runs already
   */
  async replay(
    proposed: ProposedSlo,
    options: { credentials: Caller },
  ): Promise<Replay> {
    const { access, people, policies } = this.#options;
    const permission = goldLayerSloQueryPermission;
    const scope = await access.scope(permission, options);
    // Nobody's text is read who may not ask anything at all.
    if (scope.nothing) {
      throw new NotAllowedError(
        `A replay needs the permission ${permission.name}, which you do not have`,
      );
    }
    const spec = specIn(proposed, this.#read);
    await access.require(permission, spec.service, { ...options, scope });
    const { ref } = await people.actor(options.credentials);
    if (this.#running.has(ref)) {
      throw new ConflictError(
        'A replay of yours runs already; wait until it has ended',
      );
    }
    this.#running.add(ref);
    try {
      const now = this.#options.now();
      const { buckets, problem } = await this.#measure(spec, now);
      const replayed = replayBuckets({
        spec,
        policy: policies.of(spec).document.spec,
        buckets,
        now,
        days,
      });
      return { slo: spec, ...replayed, problem };
    } finally {
      this.#running.delete(ref);
    }
  }

  async #measure(spec: SloSpec, now: Date): Promise<Measured> {
    const to = Math.floor(now.getTime() / sliceMs) * sliceMs;
    const span = { from: to - days * dayMs, to };
    if (spec.sli.kind === 'pushed') return this.#pushed(spec, { ...span, now });
    const found = sourceOf(spec, this.#options.sources);
    if ('problem' in found) return { buckets: [], ...found };
    return askInTurn<Measured>(
      { ...this.#options, timeoutMs },
      options => measureOne(found.source, spec, { ...span, ...options }),
      problem => ({ buckets: [], problem }),
    );
  }

  /** Numbers that were pushed for the SLO that has the same id, if there is one of the same service. */
  async #pushed(
    { id, service }: SloSpec,
    span: { from: number; to: number; now: Date },
  ): Promise<Measured> {
    const known = await this.#options.list.ofId(id);
    if (!known || known.service !== service) {
      return {
        buckets: [],
        problem:
          'Its numbers are pushed, and none were pushed for it yet: there is nothing to replay',
      };
    }
    return { buckets: await finestOf(this.#options.buckets, known.num, span) };
  }
}

async function measureOne(
  source: SliSource,
  slo: SloSpec,
  {
    from,
    to,
    ...options
  }: { from: number; to: number; signal: AbortSignal; logger: LoggerService },
): Promise<Measured> {
  const request = { slo, from: new Date(from), to: new Date(to) };
  const buckets: CountedBucket[] = [];
  const problems = new Set<string>();
  for await (const measured of source.measure([request], options)) {
    if (measured.slo !== slo.id) continue;
    if (measured.outcome === 'failed') {
      return { buckets: [], problem: measured.error };
    }
    buckets.push(...measured.buckets.map(toCounted));
    for (const problem of [measured.problem, measured.partial]) {
      if (problem !== undefined) problems.add(problem);
    }
  }
  return {
    buckets,
    problem: problems.size > 0 ? [...problems].join('; ') : undefined,
  };
}

function toCounted({
  minutes = 5,
  covered,
  ...bucket
}: SliBucket): CountedBucket {
  return { ...bucket, minutes, covered: covered ?? minutes / 5 };
}

/** The SLO that is meant; those of documents with errors are none. */
function specIn(
  { text, service, index }: ProposedSlo,
  read: SloDocumentReader,
): SloSpec {
  const { documents, problems } = read(text, { service });
  const slos = documents
    .filter(({ invalid }) => !invalid)
    .flatMap(document => document.slos);
  const spec = slos.at(index);
  if (spec) return spec;
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) {
    throw new InputError(
      `body.text: ${error.path}: expected ${error.allowed}, found ${error.found}`,
    );
  }
  throw new InputError(
    `body.index: expected a number below ${slos.length}, as the text holds so many SLOs, found ${index}`,
  );
}
