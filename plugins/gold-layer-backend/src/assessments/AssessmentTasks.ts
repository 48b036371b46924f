import {
  dayInWords,
  dueSoonDays,
  isOverdue,
  Task,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Caller } from '../http/serve';
import type { TaskSource } from '../inbox';
import type { Actor, People } from '../people';
import { joinSubjects, subjectColumns, SubjectRow } from './reading/subjects';
import { toTime } from './reading/presentSummary';
import { visibleAssessments } from './reading/visibleAssessments';
import { StoredAssessment } from './records';
import { AssessmentRow, openKey, toAssessment } from './store/assessmentRows';
import type { SubjectAccess } from './SubjectAccess';

/** What {@link AssessmentTasks} works with. */
export interface AssessmentTasksOptions {
  access: SubjectAccess;
  database: Knex;
  people: Pick<People, 'groupsOf'>;
  now(): Date;
}

type FoundRow = AssessmentRow & SubjectRow;

/** Drafts of one's own, and assessments that are due again for what one's groups own. */
export class AssessmentTasks implements TaskSource {
  readonly #options: AssessmentTasksOptions;

  private constructor(options: AssessmentTasksOptions) {
    this.#options = options;
  }

  static create(options: AssessmentTasksOptions): AssessmentTasks {
    return new AssessmentTasks(options);
  }

  async tasksOf(
    actor: Actor,
    options: { credentials: Caller },
  ): Promise<Task[]> {
    const { access, people, now } = this.#options;
    const [sight, groups] = await Promise.all([
      access.look(options),
      people.groupsOf(actor.ref),
    ]);
    if (sight.scope.nothing) return [];
    const query = joinSubjects(
      this.#options.database('assessments'),
      'assessments',
    ).select('assessments.*', ...subjectColumns);
    visibleAssessments(query, sight);
    const soon = now().getTime() + dueSoonDays * 24 * 3_600_000;
    const rows: FoundRow[] = await query.where(any =>
      any
        .where(own =>
          own
            .where('assessments.started_by', actor.ref)
            .where('assessments.state', 'draft'),
        )
        .orWhere(due =>
          due
            .where('assessments.next_due', '<=', soon)
            .where(mine =>
              mine
                .whereIn('services.owner_ref', groups)
                .orWhereIn('groups.ref', groups),
            ),
        ),
    );
    return toTasks(rows, now().getTime());
  }
}

/** A draft of one's own says by when it is due; there is no second task beside it. */
function toTasks(rows: FoundRow[], now: number): Task[] {
  const found = rows.map(row => ({ row, it: toAssessment(row) }));
  const due = new Map(
    found
      .filter(({ it }) => it.state === 'published')
      .map(({ row, it }) => [openKey(it), { row, it }]),
  );
  const tasks = found
    .filter(({ it }) => it.state === 'draft')
    .map(({ row, it }) => {
      const last = due.get(openKey(it))?.it;
      due.delete(openKey(it));
      return draftTask(it, { row, last, now });
    });
  return [
    ...tasks,
    ...[...due.values()].map(({ row, it }) => dueTask(it, { row, now })),
  ];
}

function draftTask(
  it: StoredAssessment,
  { row, last, now }: { row: FoundRow; last?: StoredAssessment; now: number },
): Task {
  const open = it.dimensions - it.graded;
  return {
    id: `assessment-draft:${it.id}`,
    kind: 'assessment-draft',
    title: `Finish the assessment “${it.rubricTitle}” of ${titleOf(row)}`,
    reason:
      open === 0
        ? 'Every dimension is graded; it waits to be published.'
        : `${it.graded} of ${it.dimensions} dimensions are graded.`,
    ...subjectOf(it, row),
    since: toTime(it.updatedAt),
    due: last?.nextDue === undefined ? undefined : toTime(last.nextDue),
    overdue: isOverdue(last?.nextDue, now),
    target: { type: 'assessment', id: it.id },
  };
}

function dueTask(
  it: StoredAssessment,
  { row, now }: { row: FoundRow; now: number },
): Task {
  const overdue = isOverdue(it.nextDue, now);
  const due = it.nextDue ?? now;
  return {
    id: `assessment-due:${it.id}`,
    kind: 'assessment-due',
    title: `Assess ${titleOf(row)} again by “${it.rubricTitle}”`,
    reason: `Last assessed ${dayInWords(it.publishedAt ?? now)}; ${overdue ? 'it was due' : 'due'} ${dayInWords(due)}.`,
    ...subjectOf(it, row),
    since: toTime(Math.min(due, now)),
    due: toTime(due),
    overdue,
    target: { type: 'assessment', id: it.id },
  };
}

function titleOf(row: FoundRow): string {
  return (
    row.service_title ??
    row.service_name ??
    row.group_title ??
    row.subject_title
  );
}

function subjectOf(it: StoredAssessment, row: FoundRow) {
  return it.subjectKind === 'service'
    ? { service: it.subject, serviceTitle: titleOf(row) }
    : {};
}
