import type { SchedulerService } from '@backstage/backend-plugin-api';
import { dayInWords, dueSoonDays } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Notice, Notices } from '../notices/Notices';
import { joinSubjects, subjectColumns, SubjectRow } from './reading/subjects';
import { AssessmentRow, toAssessment } from './store/assessmentRows';

/** What {@link tellDue} works with. */
export interface TellDueOptions {
  database: Knex;
  notices: Notices;
  now(): Date;
}

/** So many are told at a time. */
const batchSize = 200;

/**
 * Tells the owning groups what is due soon, and once more what is overdue.
 * Each is told once: the key names the assessment and which of the two it is.
 */
export async function tellDue(options: TellDueOptions): Promise<void> {
  const { database, notices } = options;
  const now = options.now().getTime();
  const soon = now + dueSoonDays * 24 * 3_600_000;
  let after = '';
  for (;;) {
    const rows: (AssessmentRow & SubjectRow)[] = await joinSubjects(
      database('assessments'),
      'assessments',
    )
      .select('assessments.*', ...subjectColumns)
      .where('assessments.next_due', '<=', soon)
      .where('assessments.id', '>', after)
      .orderBy('assessments.id')
      .limit(batchSize);
    await notices.send(rows.flatMap(row => toNotices(row, now)));
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
  }
}

/** Looks for what is due a few times a day. */
export async function scheduleTellDue(
  options: TellDueOptions & {
    scheduler: SchedulerService;
  },
): Promise<void> {
  await options.scheduler.scheduleTask({
    id: 'gold-layer-assessments-due',
    scope: 'global',
    frequency: { hours: 6 },
    initialDelay: { minutes: 10 },
    timeout: { minutes: 10 },
    fn: () => tellDue(options),
  });
}

function toNotices(row: AssessmentRow & SubjectRow, now: number): Notice[] {
  const it = toAssessment(row);
  const title =
    row.service_title ?? row.service_name ?? row.group_title ?? undefined;
  const group = row.service_owner ?? (row.group_title ? it.subject : undefined);
  if (title === undefined || group === undefined || it.nextDue === undefined) {
    return [];
  }
  const overdue = it.nextDue <= now;
  return [
    {
      to: [group],
      title: overdue
        ? `The assessment “${it.rubricTitle}” of ${title} is overdue`
        : `The assessment “${it.rubricTitle}” of ${title} is due soon`,
      description: `Last assessed ${dayInWords(it.publishedAt ?? now)}; ${overdue ? 'it was due' : 'due'} ${dayInWords(it.nextDue)}.`,
      path: `/assessments/${it.id}`,
      severity: overdue ? 'normal' : 'low',
      key: `assessment-${overdue ? 'overdue' : 'due'}/${it.id}`,
      once: true,
    },
  ];
}
