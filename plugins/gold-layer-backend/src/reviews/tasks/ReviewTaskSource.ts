import {
  dayInWords,
  driftWords,
  endOf,
  goldLayerReviewReadPermission,
  Task,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { TaskSource } from '../../inbox/TaskSource';
import type { Actor, People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { Checklists } from '../checklists/Checklists';
import { ifIso, toIso } from '../reading/presentSummary';
import type { StoredReview } from '../records';
import { about } from './about';
import type { NeededReview, ReviewTaskStore, Seeker } from './ReviewTaskStore';
import { signOffTasks } from './signOffTasks';

/** What {@link ReviewTaskSource} works with. */
export interface ReviewTaskSourceOptions {
  access: ServiceAccess;
  checklists: Checklists;
  people: People;
  store: ReviewTaskStore;
  now(): Date;
}

/** What waits for somebody in reviews; a fixed number of statements, whatever there is. */
export class ReviewTaskSource implements TaskSource {
  readonly #options: ReviewTaskSourceOptions;

  private constructor(options: ReviewTaskSourceOptions) {
    this.#options = options;
  }

  static create(options: ReviewTaskSourceOptions): ReviewTaskSource {
    return new ReviewTaskSource(options);
  }

  async tasksOf(
    actor: Actor,
    options: { credentials: Caller },
  ): Promise<Task[]> {
    const { access, people } = this.#options;
    if (!actor.isUser) return [];
    const read = goldLayerReviewReadPermission;
    const scope = await access.scope(read, options);
    if (scope.nothing) return [];
    const { groups } = await people.membership(actor.ref);
    const seeker = {
      person: actor.ref,
      groups: [...groups],
      scope,
      now: this.#options.now().getTime(),
    };
    const found = await Promise.all([
      this.#decisions(seeker),
      signOffTasks(seeker, this.#options),
      this.#conditions(seeker),
      this.#own(seeker),
      this.#mentions(seeker),
      this.#needs(seeker),
    ]);
    return found.flat();
  }

  async #decisions(seeker: Seeker): Promise<Task[]> {
    const { people, store } = this.#options;
    const found = await store.decisions(seeker);
    return found.map(({ due, review, role, since }) => ({
      ...about(review, `decide ${role}`),
      kind: 'review-decision',
      title: `Decide for ${people.role(role).title}`,
      reason: `${review.checklistTitle}: ${counted(review)}`,
      since: toIso(since),
      due: ifIso(due),
      overdue: due !== undefined && due < seeker.now,
    }));
  }

  async #conditions(seeker: Seeker): Promise<Task[]> {
    const found = await this.#options.store.conditions(seeker);
    return found.map(({ due, review, title }) => ({
      ...about(review, `condition ${title}`),
      kind: 'condition-due',
      title,
      reason: `${review.checklistTitle} is approved on the condition that this is done by ${dayInWords(due)}.`,
      due: toIso(endOf(due)),
      overdue: endOf(due) <= seeker.now,
    }));
  }

  async #own(seeker: Seeker): Promise<Task[]> {
    const reviews = await this.#options.store.own(seeker);
    return reviews.flatMap(review => ownTasks(review, seeker.now));
  }

  async #mentions(seeker: Seeker): Promise<Task[]> {
    const { people, store } = this.#options;
    const found = await store.mentions(seeker);
    const titles = await people.describe(found.map(({ author }) => author));
    return found.map(
      ({ author, body, comment, control, review, section, since }) => ({
        ...about(review, `mention ${comment}`),
        kind: 'mention',
        title: `Answer ${titles.get(author)?.title ?? author}`,
        reason: body.length > 160 ? `${body.slice(0, 157)}…` : body,
        since: toIso(since),
        target: { type: 'review', id: review.id, control, section },
      }),
    );
  }

  async #needs(seeker: Seeker): Promise<Task[]> {
    const found = await this.#options.store.needs(seeker);
    return found.map(need => this.#need(need));
  }

  #need({
    changed_at,
    checklist,
    name,
    service,
    tier,
    title,
  }: NeededReview): Task {
    const named = this.#options.checklists.definition(checklist)?.title;
    return {
      id: `review-need ${service} ${checklist}`,
      kind: 'review-needed',
      title: `Start the review '${named ?? checklist}'`,
      reason: `A service of the tier ${tier} is expected to have a valid one, and this has none.`,
      service,
      serviceTitle: title ?? name,
      since: toIso(Number(changed_at)),
      overdue: false,
      target: { type: 'service', ref: service },
    };
  }
}

function ownTasks(review: StoredReview, now: number): Task[] {
  const { checklistTitle, progress, state, validUntil } = review;
  if (state === 'changes-requested') {
    return [
      {
        ...about(review, 'changes'),
        kind: 'changes-requested',
        title: 'Make the changes that were asked for',
        reason: `${checklistTitle}: ${counted(review)}`,
      },
    ];
  }
  if (state === 'draft') {
    return [
      {
        ...about(review, 'draft'),
        kind: 'review-draft',
        title: 'Finish and submit the review',
        reason: `${checklistTitle}: ${progress.answered} of ${progress.controls} controls are answered.`,
        since: toIso(review.createdAt),
      },
    ];
  }
  const tasks: Task[] = [];
  const drift = driftWords(progress);
  if (drift) {
    tasks.push({
      ...about(review, 'drift'),
      kind: 'review-drifted',
      title: 'Put right what has regressed',
      reason: `${checklistTitle}: since the approval ${drift}.`,
    });
  }
  if (validUntil !== undefined && validUntil - now < 31 * 24 * 60 * 60 * 1000) {
    tasks.push({
      ...about(review, 'expiring'),
      kind: 'review-expiring',
      title: 'Start the next review',
      reason: `${checklistTitle} expires on ${toIso(validUntil).slice(0, 10)}.`,
      due: toIso(validUntil),
      overdue: validUntil <= now,
    });
  }
  return tasks;
}

function counted({ progress }: StoredReview): string {
  const { answered, automatic, blocking, controls } = progress;
  const way = blocking === 0 ? 'none stands' : `${blocking} stand`;
  return `${answered} of ${controls} controls are answered, ${automatic} by facts; ${way} in the way.`;
}
