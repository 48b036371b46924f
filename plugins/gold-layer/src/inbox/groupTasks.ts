import type { Task } from '@gold-layer/backstage-plugin-common';

/** Tasks of one kind of duty. */
export interface TaskGroup {
  title: string;
  tasks: Task[];
}

const groups: { title: string; kinds: Task['kind'][] }[] = [
  {
    title: 'To decide',
    kinds: ['review-decision', 'section-sign-off', 'waiver-decision'],
  },
  {
    title: 'To answer',
    kinds: [
      'budget-exhausted',
      'changes-requested',
      'mention',
      'condition-due',
      'review-drifted',
    ],
  },
  {
    title: 'Running out',
    kinds: [
      'review-expiring',
      'waiver-expiring',
      'assessment-due',
      'slo-review-due',
    ],
  },
  {
    title: 'To finish or begin',
    kinds: ['review-draft', 'assessment-draft', 'review-needed'],
  },
];

/** Tasks by duty, most pressing duty first; within one the overdue, then the earliest due, then the longest waiting. */
export function groupTasks(tasks: readonly Task[]): TaskGroup[] {
  return groups
    .map(({ title, kinds }) => ({
      title,
      tasks: tasks
        .filter(({ kind }) => kinds.includes(kind))
        .sort(
          (a, b) =>
            Number(b.overdue) - Number(a.overdue) ||
            (a.due ?? '9').localeCompare(b.due ?? '9') ||
            a.since.localeCompare(b.since),
        ),
    }))
    .filter(group => group.tasks.length > 0);
}
