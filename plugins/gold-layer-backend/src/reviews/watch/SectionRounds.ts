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
import { askedFor } from '../reading/presentSignOff';
import type { ReviewDesk } from '../ReviewDesk';
import { candidatesFor, loadsOf, nextOf } from '../steps/assignRoles';
import { CandidatePeople, rememberPeople } from '../steps/rememberPeople';
import { nameOf, noticeAbout } from '../steps/reviewNotices';
import type { ReviewChange } from '../store/ReviewChange';
import { ReviewRow, toReview } from '../store/reviewRows';
import { JudgedReview, judgedNow } from './judgedNow';
import { portal } from './portal';

/** Reviews whose sections are looked at together. */
const batchSize = 200;

/** States in which a section waits to be signed again. */
const unsigned: StoredSignOff['state'][] = ['stale', 'changes-requested'];

interface HandedSection {
  section: string;
  title: string;
  from: string;
  to: string;
}

/**
 * A section that has to be signed again waits for whoever signed it. Where
 * that person no longer may, this hands it on: to who decides for the role in
 * this review, or else to the next who holds it.
 */
export class SectionRounds {
  readonly #desk: ReviewDesk;

  private constructor(desk: ReviewDesk) {
    this.#desk = desk;
  }

  static create(options: { desk: ReviewDesk }): SectionRounds {
    return new SectionRounds(options.desk);
  }

  /** Looks at every section that has to be signed again. */
  async handOn(): Promise<void> {
    const { database, people } = this.#desk.options;
    const known = rememberPeople(people);
    const ids: string[] = await database('review_sign_offs')
      .join('reviews', 'reviews.id', 'review_sign_offs.review_id')
      .whereIn('review_sign_offs.state', unsigned)
      .whereIn('reviews.state', [
        ...waitingReviewStates,
        ...holdingReviewStates,
      ])
      .distinct('reviews.id')
      .orderBy('reviews.id')
      .pluck('reviews.id');
    for (let i = 0; i < ids.length; i += batchSize) {
      const rows: ReviewRow[] = [];
      for (const chunk of chunked(ids.slice(i, i + batchSize))) {
        rows.push(
          ...(await database<ReviewRow>('reviews').whereIn('id', chunk)),
        );
      }
      const judged = await judgedNow(this.#desk, rows.map(toReview), known);
      for (const each of judged) await this.#look(each, known);
    }
  }

  async #look(judged: JudgedReview, people: CandidatePeople): Promise<void> {
    const handed: HandedSection[] = [];
    for (const signOff of judged.signOffs) {
      if (!unsigned.includes(signOff.state)) continue;
      const found = await this.#next(signOff, judged, people);
      if (found) handed.push(found);
    }
    if (handed.length > 0) await this.#write(judged.review.id, handed);
  }

  /** Whom a section goes to; undefined if it stays where it is, or nobody could sign it. */
  async #next(
    signOff: StoredSignOff,
    { checklist, owned, review, roles }: JudgedReview,
    people: CandidatePeople,
  ): Promise<HandedSection | undefined> {
    const section = checklist.document.spec.sections.find(
      ({ id }) => id === signOff.section,
    );
    if (!section) return undefined;
    const role = sectionRole(
      section,
      roles.map(each => each.role),
    );
    const signing = [...new Set([role, section.reviewer])];
    /** Those who may sign, of whom one is asked about by name where anybody may. */
    const maySign = async (person: string) => {
      const found = await candidatesFor(
        signing,
        { review, owned, assigned: new Map(signing.map(it => [it, person])) },
        people,
      );
      return [...found.values()].flatMap(each => each.people);
    };
    const from = askedFor(signOff);
    const holders = await maySign(from);
    if (holders.includes(from)) return undefined;
    const part = roles.find(each => each.role === role);
    const handTo = (to: string) => ({
      section: section.id,
      title: section.title,
      from,
      to,
    });
    for (const person of [part?.by, part?.assignee]) {
      if (person && (await maySign(person)).includes(person)) {
        return handTo(person);
      }
    }
    const next = nextOf(holders, {
      busy: new Set(),
      loads: await loadsOf(this.#desk.options.database, holders),
    });
    return next === undefined ? undefined : handTo(next);
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
      written.map(({ section, title, to }) =>
        noticeAbout(review, {
          to: [to],
          title: `${nameOf(review)}: '${title}' waits for your signature`,
          description:
            'It has to be signed again, and whoever signed it no longer may.',
          about: `sign ${section}`,
          place: { section },
        }),
      ),
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
    const { from, section, title, to } = each;
    const signOff = signOffs.find(known => known.section === section);
    if (!signOff || !unsigned.includes(signOff.state)) continue;
    if (askedFor(signOff) !== from) continue;
    await change.saveSignOff({ ...signOff, assignee: to });
    change.note({
      event: 'assigned',
      text: `'${title}' waits for ${to} to be signed again, as ${from} may not sign it any more`,
      detail: { section, from, to },
    });
    written.push(each);
  }
  return { review, written };
}
