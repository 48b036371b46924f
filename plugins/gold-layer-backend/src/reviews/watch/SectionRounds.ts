import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  holdingReviewStates,
  isHoldingReview,
  isWaitingReview,
  sectionRole,
  waitingReviewStates,
} from '@gold-layer/backstage-plugin-common';
import { audited } from '../../http/audited';
import { chunked } from '../../database/rows';
import type { StoredSignOff } from '../records';
import { isAnybodys } from '../authority';
import { sectionsAsking } from '../judge';
import { askedFor } from '../reading/presentSignOff';
import type { ReviewDesk } from '../ReviewDesk';
import { candidatesFor, RoleCandidates } from '../steps/assignRoles';
import { CandidatePeople, rememberPeople } from '../steps/rememberPeople';
import { signNotice, signReason, UnsignedState } from '../steps/signWords';
import { applyingControls } from '../store/applyingControls';
import { unsignedStates } from '../store/partRows';
import type { ReviewChange } from '../store/ReviewChange';
import { ReviewRow, toReview } from '../store/reviewRows';
import { eachAlone } from './eachAlone';
import { JudgedReview, judgedNow } from './judgedNow';
import { portal } from './portal';
import { Turns } from './Turns';

/** Reviews whose sections are looked at together. */
const batchSize = 200;

/** Whom a section waits for from now on, or why it waits for nobody. */
interface HandedSection {
  section: string;
  title: string;
  state: UnsignedState;
  /** Absent: nobody could be asked before. */
  from?: string;
  to?: string;
  problem?: string;
}

/** What is known while sections are handed on. */
interface Around {
  /** Controls that speak of their service, by review. */
  applying: ReadonlyMap<string, ReadonlySet<string>>;
  people: CandidatePeople;
  turns: Turns;
}

/**
 * A section that has to be signed waits for whoever signed it before, or has
 * decided for its role. Where that person no longer may, this hands it on: to
 * who decides for the role in this review, or else to the next who holds it.
 * Where nobody may, or anybody, the section says so, and waits until somebody
 * can be asked or signs it. What asks nothing of the service stays as it is.
 */
export class SectionRounds {
  readonly #desk: ReviewDesk;
  readonly #logger: LoggerService;

  private constructor(options: { desk: ReviewDesk; logger: LoggerService }) {
    this.#desk = options.desk;
    this.#logger = options.logger;
  }

  static create(options: {
    desk: ReviewDesk;
    logger: LoggerService;
  }): SectionRounds {
    return new SectionRounds(options);
  }

  /** Looks at every section that has to be signed. */
  async handOn(): Promise<void> {
    const { database, people } = this.#desk.options;
    const known = rememberPeople(people);
    const turns = Turns.create({ database, now: this.#desk.now() });
    const ids: string[] = await database('review_sign_offs')
      .join('reviews', 'reviews.id', 'review_sign_offs.review_id')
      .whereIn('review_sign_offs.state', unsignedStates)
      .whereIn('reviews.state', [
        ...waitingReviewStates,
        ...holdingReviewStates,
      ])
      .distinct('reviews.id')
      .orderBy('reviews.id')
      .pluck('reviews.id');
    for (let i = 0; i < ids.length; i += batchSize) {
      const batch = ids.slice(i, i + batchSize);
      const rows: ReviewRow[] = [];
      for (const chunk of chunked(batch)) {
        rows.push(
          ...(await database<ReviewRow>('reviews').whereIn('id', chunk)),
        );
      }
      const judged = await judgedNow(this.#desk, rows.map(toReview), known);
      const applying = await applyingControls(database, batch);
      const around = { applying, people: known, turns };
      await eachAlone(judged, this.#logger, each => this.#look(each, around));
    }
  }

  async #look(judged: JudgedReview, around: Around): Promise<void> {
    const handed: HandedSection[] = [];
    const { checklist, review, signOffs } = judged;
    const asking = sectionsAsking(checklist, around.applying.get(review.id));
    for (const signOff of signOffs) {
      if (!asking.has(signOff.section)) continue;
      const found = await this.#next(signOff, judged, { ...around, handed });
      if (found) handed.push(found);
    }
    if (handed.length === 0) return;
    await this.#write(review.id, handed);
    for (const { to } of handed) if (to) await around.turns.give(to);
  }

  /** Whom a section waits for from now on; undefined if that stays as it is. */
  async #next(
    signOff: StoredSignOff,
    { checklist, owned, review, roles }: JudgedReview,
    { handed, people, turns }: Around & { handed: readonly HandedSection[] },
  ): Promise<HandedSection | undefined> {
    const { state } = signOff;
    const section = checklist.document.spec.sections.find(
      ({ id }) => id === signOff.section,
    );
    if (!section || state === 'signed') return undefined;
    const role = sectionRole(
      section,
      roles.map(each => each.role),
    );
    const signing = [...new Set([role, section.reviewer])];
    const find = (person?: string) => {
      // Where anybody may sign, one is asked about by name.
      const assigned = new Map(person ? signing.map(it => [it, person]) : []);
      return candidatesFor(signing, { review, owned, assigned }, people);
    };
    const asked = { section: section.id, title: section.title, state };
    const from = askedFor(signOff);
    const part = roles.find(each => each.role === role);
    for (const person of [from ?? signOff.by, part?.by, part?.assignee]) {
      if (!person || !everybodyIn(await find(person)).includes(person)) {
        continue;
      }
      return person === from ? undefined : { ...asked, from, to: person };
    }
    const found = await find();
    const holders = everybodyIn(found);
    // Whoever reads a review for one section reads it for the others, too.
    const reader = handed.find(({ to }) => to && holders.includes(to))?.to;
    const to = reader ?? (await turns.next(holders));
    if (to) return { ...asked, from, to };
    const free = signing.map(name => people.role(name)).find(isAnybodys);
    const problem = free
      ? `Anybody outside the owning group may sign it as ${free.title}; ask somebody who knows services like this one.`
      : found.get(role)?.problem;
    return problem === signOff.problem
      ? undefined
      : { ...asked, from, problem };
  }

  async #write(id: string, handed: HandedSection[]): Promise<void> {
    const { auditor, notices, store } = this.#desk.options;
    const by = { actor: portal, now: this.#desk.now() };
    const { review, written } = await audited(
      auditor,
      {
        eventId: 'review-reassign',
        severityLevel: 'low',
        meta: { review: id, sections: handed.map(({ section }) => section) },
      },
      () =>
        store.change(id, by, change => handSections(change, handed), {
          raise: false,
        }),
      outcome => ({ logHead: outcome.review.logHash }),
    );
    await notices.send(
      written.flatMap(({ from, section, state, title, to }) => {
        const description = from
          ? signReason({ state, handedOn: true })
          : `It has to be ${signed(state)}, and until now nobody could be asked.`;
        return to
          ? signNotice(review, { section, title, to, description })
          : [];
      }),
    );
  }
}

/** Whom each section waits for now; what somebody has signed meanwhile stays signed. */
async function handSections(change: ReviewChange, handed: HandedSection[]) {
  const { review, signOffs } = change.whole;
  const written: HandedSection[] = [];
  if (!isWaitingReview(review.state) && !isHoldingReview(review.state)) {
    return { review, written };
  }
  for (const each of handed) {
    const { from, problem, section, to } = each;
    const signOff = signOffs.find(known => known.section === section);
    if (!signOff || signOff.state === 'signed') continue;
    if (askedFor(signOff) !== from) continue;
    await change.saveSignOff({
      ...signOff,
      assignee: to,
      assignedAt: to ? change.by.now : undefined,
      problem,
    });
    change.note({
      event: 'assigned',
      text: handedText(each),
      detail: { section, from, to, problem },
    });
    written.push(each);
  }
  return { review, written };
}

function handedText({ from, problem, state, title, to }: HandedSection) {
  if (!to)
    return `Nobody is asked for '${title}' to be ${signed(state)}: ${problem}`;
  const reason = from ? `, as ${from} may not sign it any more` : '';
  return `'${title}' waits for ${to} to be ${signed(state)}${reason}`;
}

/** What has to be done with a section. */
function signed(state: UnsignedState): string {
  return state === 'unsigned' ? 'signed' : 'signed again';
}

/** Everybody who may take one of several parts. */
function everybodyIn(found: ReadonlyMap<string, RoleCandidates>): string[] {
  return [...found.values()].flatMap(({ people }) => people);
}
