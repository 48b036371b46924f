import type { QuarantinedDefinition } from '@gold-layer/backstage-plugin-common';
import type { DefinitionKind, LoadedDefinition } from './Definitions';
import { isForeign } from './foreignFiles';
import { judgeDocument } from './judgeDocument';
import { FoundDocument, parseDocuments } from './parseDocuments';
import type { ReadLocation } from './readLocations';

/** A good definition and the place that gave it. */
export type Good = LoadedDefinition<unknown> & { location: string };

interface Candidate {
  location: string;
  origin: string;
  shownAs: string;
  found: FoundDocument;
}

/** One pass over everything that was read: sorts it, judges it, and says what is good and what is refused. */
export class DefinitionLoad {
  readonly goods: Good[] = [];
  readonly quarantined: QuarantinedDefinition[] = [];
  readonly #before: Good[];
  readonly #candidates: Candidate[] = [];
  /** Earlier good ones that nothing readable has taken the place of. */
  readonly #orphans: Good[] = [];
  readonly #locations: string[];
  readonly #loadedAt = new Date();

  private constructor(read: ReadLocation[], before: Good[]) {
    this.#before = before;
    this.#locations = read.map(({ name }) => name);
  }

  static create(
    read: ReadLocation[],
    options: {
      before: Good[];
      kinds: DefinitionKind<unknown>[];
      /** What `apiVersion` begins with in documents that are not for us. */
      foreign?: string[];
    },
  ): DefinitionLoad {
    const load = new DefinitionLoad(read, options.before);
    const { foreign = [] } = options;
    const kinds = options.kinds.map(({ kind }) => kind);
    for (const location of read) load.#sort(location, { kinds, foreign });
    return load;
  }

  /** Whether anything of that name is still to be judged. */
  knows(kind: string, name: string): boolean {
    return (
      this.#orphans.some(good => good.kind === kind && good.name === name) ||
      this.#candidates.some(
        ({ found }) => found.kind === kind && found.name === name,
      )
    );
  }

  /** Judges every document of a kind, in order of locations, and puts the good ones in force. */
  judge(kind: DefinitionKind<unknown>, inForce: Map<string, Good>): void {
    for (const location of this.#locations) {
      for (const orphan of this.#orphans) {
        if (orphan.location === location && orphan.kind === kind.kind) {
          this.#keepLastGood(kind, orphan, inForce);
        }
      }
      for (const candidate of this.#candidates) {
        if (
          candidate.location === location &&
          candidate.found.kind === kind.kind
        ) {
          this.#judgeOne(kind, candidate, inForce);
        }
      }
    }
    for (const [name, good] of inForce) {
      if (!this.goods.includes(good)) inForce.delete(name);
    }
    for (const entry of this.quarantined) {
      if (entry.name && inForce.has(entry.name)) entry.lastGoodInForce = true;
    }
  }

  #judgeOne(
    kind: DefinitionKind<unknown>,
    candidate: Candidate,
    inForce: Map<string, Good>,
  ): void {
    const { found, location, origin } = candidate;
    const before = this.#before.find(
      good =>
        good.location === location &&
        good.kind === kind.kind &&
        good.name === found.name,
    );
    const judgement = judgeDocument(kind, found.value);
    if (!judgement.good) {
      for (const { path, reason } of judgement.problems) {
        this.#refuse(candidate, reason, path);
      }
      if (before) this.#keepLastGood(kind, before, inForce);
      return;
    }
    const { good } = judgement;
    const loadedAt =
      before?.hash === good.hash ? before.loadedAt : this.#loadedAt;
    this.#keep(
      { ...good, location, origin, source: found.source, loadedAt },
      inForce,
    );
  }

  #keepLastGood(
    kind: DefinitionKind<unknown>,
    last: Good,
    inForce: Map<string, Good>,
  ): void {
    const { good } = judgeDocument(kind, last.document);
    if (good) this.#keep({ ...last, ...good }, inForce);
  }

  #keep(good: Good, inForce: Map<string, Good>): void {
    this.goods.push(good);
    inForce.set(good.name, good);
  }

  #sort(
    location: ReadLocation,
    { kinds, foreign }: { kinds: string[]; foreign: string[] },
  ): void {
    const mine = this.#before.filter(good => good.location === location.name);
    if (location.error !== undefined) {
      this.#orphans.push(...mine);
      this.quarantined.push({
        origin: location.name,
        reason: location.error,
        since: this.#loadedAt.toISOString(),
        lastGoodInForce: mine.length > 0,
      });
      return;
    }
    const taken = new Set<string>();
    const damaged = new Set<string>();
    for (const { origin, shownAs, text } of location.files) {
      for (const found of parseDocuments(text)) {
        if (isForeign(found, foreign)) continue;
        const candidate = { location: location.name, origin, shownAs, found };
        const key = `${found.kind} ${found.name}`;
        const reason = whyUnusable(found, { kinds, taken });
        if (reason) {
          if (!found.name) damaged.add(origin);
          this.#refuse(
            candidate,
            reason,
            taken.has(key) ? ['metadata', 'name'] : ['kind'],
          );
        } else {
          taken.add(key);
          this.#candidates.push(candidate);
        }
      }
    }
    // A document too broken to tell its name may be any that its file gave before.
    const lost = mine.filter(
      good =>
        damaged.has(good.origin) && !taken.has(`${good.kind} ${good.name}`),
    );
    this.#orphans.push(...lost);
    for (const entry of this.quarantined) {
      if (lost.length > 0 && damaged.has(entry.origin)) {
        entry.lastGoodInForce = true;
      }
    }
  }

  #refuse(
    { shownAs, found }: Candidate,
    reason: string,
    path: readonly PropertyKey[],
  ): void {
    const place = found.broken?.place ?? found.locate(path);
    this.quarantined.push({
      origin: shownAs,
      name: found.name,
      line: place?.line,
      column: place?.column,
      path: found.broken ? undefined : toText(path),
      reason,
      since: this.#loadedAt.toISOString(),
      lastGoodInForce: false,
    });
  }
}

function whyUnusable(
  found: FoundDocument,
  { kinds, taken }: { kinds: string[]; taken: Set<string> },
): string | undefined {
  if (found.broken) return found.broken.reason;
  if (!found.kind || !kinds.includes(found.kind)) {
    return `kind: found ${found.kind ? `'${found.kind}'` : 'none'}, allowed are ${kinds.join(', ')}`;
  }
  if (!found.name) return 'metadata.name: found none, every document needs one';
  return taken.has(`${found.kind} ${found.name}`)
    ? `Another ${found.kind} of this location is already named '${found.name}'`
    : undefined;
}

/** `spec.levels[0].checks[2].rule`. */
function toText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}
