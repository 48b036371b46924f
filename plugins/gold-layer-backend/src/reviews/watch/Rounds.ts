import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  expiringDays,
  holdingReviewStates,
  isWaitingReview,
  waitingReviewStates,
} from '@gold-layer/backstage-plugin-common';
import { partition } from 'lodash';
import { audited } from '../../http/audited';
import type { Notice } from '../../notices/Notices';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredRole } from '../records';
import { askDeciders, unsignedNotices } from '../steps/askDeciders';
import {
  assignedIn,
  candidatesFor,
  RoleCandidates,
  withoutSpoken,
} from '../steps/assignRoles';
import { dropFallen, Duties, fallenIn } from '../steps/fallen';
import { askedNotices, handOn, promiseFrom } from '../steps/handOn';
import { CandidatePeople, rememberPeople } from '../steps/rememberPeople';
import type { ReviewDesk } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { ReviewRow, toReview } from '../store/reviewRows';
import { eachAlone } from './eachAlone';
import { JudgedReview, judgedNow } from './judgedNow';
import { portal } from './portal';
import { unaskedIn } from './unaskedIn';
import { conditionNotice, expiringNotice } from './watchNotices';

const dayMs = 24 * 60 * 60 * 1000;

/** A condition is recalled this many days before it is due. */
const recalledDays = 7;

/** Reviews whose roles are looked at together. */
const batchSize = 200;

/** What has to be done as time passes, whether or not anything changes. */
export class Rounds {
  readonly #desk: ReviewDesk;
  readonly #logger: LoggerService;

  private constructor(options: { desk: ReviewDesk; logger: LoggerService }) {
    this.#desk = options.desk;
    this.#logger = options.logger;
  }

  static create(options: { desk: ReviewDesk; logger: LoggerService }): Rounds {
    return new Rounds(options);
  }

  /**
   * Tells of approvals that end within 30 days and of conditions due within 7,
   * each once, where the service is still in the catalog.
   */
  async remind(): Promise<void> {
    const { database, notices } = this.#desk.options;
    const now = this.#desk.now();
    const ending: ReviewRow[] = await database('reviews')
      .join('services', 'services.ref', 'reviews.service_ref')
      .whereIn('reviews.state', holdingReviewStates)
      .where('reviews.valid_until', '>', now)
      .where('reviews.valid_until', '<=', now + expiringDays * dayMs)
      .select('reviews.*');
    const soon = new Date(now + recalledDays * dayMs).toISOString();
    const due: DueRow[] = await database('review_conditions')
      .join('reviews', 'reviews.id', 'review_conditions.review_id')
      .join('services', 'services.ref', 'reviews.service_ref')
      .where('reviews.state', 'conditionally-approved')
      .whereNull('review_conditions.done_at')
      .where('review_conditions.due', '<=', soon.slice(0, 10))
      .select(
        'reviews.*',
        'review_conditions.id as condition_id',
        'review_conditions.title as condition_title',
        'review_conditions.owner as condition_owner',
        'review_conditions.due as due',
      );
    const told: Notice[] = [
      ...ending.map(row =>
        expiringNotice(toReview(row), Number(row.valid_until)),
      ),
      ...due.map(row =>
        conditionNotice(toReview(row), {
          id: row.condition_id,
          title: row.condition_title,
          owner: row.condition_owner,
          due: row.due,
        }),
      ),
    ];
    if (told.length > 0) await notices.send(told);
  }

  /**
   * Moves undecided parts on from people who left their role, and fills parts
   * that nobody could take before. What was said stays, unless whoever said it
   * may no longer judge. Sections that nobody has signed though their role has
   * decided wait for whoever did from now on.
   */
  async reassign(): Promise<void> {
    const { database, people } = this.#desk.options;
    const known = rememberPeople(people);
    let last = '';
    for (;;) {
      const rows = await database<ReviewRow>('reviews')
        .whereIn('state', waitingReviewStates)
        .where('id', '>', last)
        .orderBy('id')
        .limit(batchSize);
      const tail = rows.at(-1);
      if (!tail) return;
      last = tail.id;
      const judged = await judgedNow(this.#desk, rows.map(toReview), known);
      const unasked = await unaskedIn(database, judged);
      await eachAlone(judged, this.#logger, each =>
        this.#look(each, { people: known, unasked }),
      );
    }
  }

  async #look(
    judged: JudgedReview,
    {
      people,
      unasked,
    }: { people: CandidatePeople; unasked: ReadonlySet<string> },
  ): Promise<void> {
    const { checklist, inside, owned, review, roles } = judged;
    const duties = { checklist, inside, people };
    const { decisions, signOffs } = fallenIn(judged, duties);
    const fell = new Set(decisions.map(({ role }) => role.role));
    const [open, decided] = partition(
      roles,
      ({ decision, role }) => !decision || fell.has(role),
    );
    const candidates = await candidatesFor(
      open.map(({ role }) => role),
      { review, owned, assigned: assignedIn(roles) },
      people,
    );
    const misplaced = open.some(role => {
      const found = candidates.get(role.role);
      return found && isMisplaced(role, withoutSpoken(found, decided));
    });
    const fallen = decisions.length > 0 || signOffs.length > 0;
    if (misplaced || fallen || unasked.has(review.id)) {
      await this.#moveOn(review.id, { ...duties, candidates, fallen });
    }
  }

  async #moveOn(
    id: string,
    around: Duties & {
      candidates: ReadonlyMap<string, RoleCandidates>;
      checklist: CompiledChecklist;
      fallen: boolean;
    },
  ): Promise<void> {
    const now = this.#desk.now();
    const { auditor, notices, people, store } = this.#desk.options;
    const promisedBy = promiseFrom(now, around.checklist);
    const work = async (change: ReviewChange) => {
      // It may have been decided, or handed back, since it was looked at.
      if (!isWaitingReview(change.review.state)) {
        return { asked: [], unsigned: [], review: change.review };
      }
      const fell = await dropFallen(change, { ...around, promisedBy });
      const moved = await handOn(change, { ...around, now, promisedBy });
      const unsigned = await askDeciders(change, around.checklist);
      const asked = new Set([...fell, ...moved.map(({ role }) => role)]);
      return {
        asked: change.whole.roles.filter(({ role }) => asked.has(role)),
        unsigned,
        review: change.review,
      };
    };
    const { asked, review, unsigned } = await audited(
      auditor,
      {
        eventId: 'review-reassign',
        severityLevel: 'low',
        meta: { review: id },
      },
      () =>
        store.change(id, { actor: portal, now }, work, {
          // Whoever saw a decision that is gone has to look again.
          raise: around.fallen,
        }),
      outcome => ({ logHead: outcome.review.logHash }),
    );
    await notices.send([
      ...askedNotices(review, asked, people),
      ...unsignedNotices(review, unsigned),
    ]);
  }

  /** Forgets who was there. */
  async tidy(): Promise<void> {
    await this.#desk.options
      .database('review_presence')
      .where('at', '<', this.#desk.now() - dayMs)
      .delete();
  }
}

/** Whether a part waits for who may not take it, or for nobody though somebody may. */
function isMisplaced(
  { assignee, problem }: StoredRole,
  may: RoleCandidates,
): boolean {
  return assignee
    ? !may.people.includes(assignee)
    : may.people.length > 0 || may.problem !== problem;
}

interface DueRow extends ReviewRow {
  condition_id: string;
  condition_title: string;
  condition_owner: string;
  due: string;
}
