import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Task } from '@gold-layer/backstage-plugin-common';
import { gatherTasks } from './gatherTasks';

const ann = { ref: 'user:default/ann', title: 'Ann', isUser: true };
const credentials = mockCredentials.user('user:default/ann');

function task(id: string, more: Partial<Task> = {}): Task {
  return {
    id,
    kind: 'waiver-decision',
    title: 'Decide',
    reason: 'It waits',
    since: '2026-11-01T00:00:00.000Z',
    overdue: false,
    target: { type: 'waiver', id },
    ...more,
  };
}

const reviews = {
  tasksOf: async () => [
    task('later', { due: '2026-12-24' }),
    task('no date, newer', { since: '2026-11-02T00:00:00.000Z' }),
    task('no date'),
  ],
};
const waivers = {
  tasksOf: async () => [
    task('soon', { due: '2026-11-22' }),
    task('overdue', { due: '2026-11-20', overdue: true }),
  ],
};
const broken = {
  tasksOf: async () => {
    throw new Error('no such table');
  },
};

describe('the inbox', () => {
  it('puts what is overdue first, then what is due soonest, then what waits longest', async () => {
    const logger = mockServices.logger.mock();
    const found = await gatherTasks(
      { sources: { reviews, waivers }, logger },
      { actor: ann, credentials },
    );
    expect(found.items.map(({ id }) => id)).toEqual([
      'overdue',
      'soon',
      'later',
      'no date',
      'no date, newer',
    ]);
    expect(found.missing).toEqual([]);
  });

  it('names a feature that fails and shows the tasks of the others', async () => {
    const logger = mockServices.logger.mock();
    const found = await gatherTasks(
      { sources: { reviews: broken, waivers }, logger },
      { actor: ann, credentials },
    );
    expect(found.items).toHaveLength(2);
    expect(found.missing).toEqual(['reviews']);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it('has nothing for a service', async () => {
    const found = await gatherTasks(
      { sources: { waivers }, logger: mockServices.logger.mock() },
      {
        actor: { ref: 'external:ci', title: 'ci', isUser: false },
        credentials: mockCredentials.service(),
      },
    );
    expect(found).toEqual({ items: [], missing: [] });
  });
});
