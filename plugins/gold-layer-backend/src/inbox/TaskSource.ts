import type { Task } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import type { Actor } from '../people/People';

/** A feature that knows what waits for somebody. */
export interface TaskSource {
  /** What waits for the actor, restricted to what the caller may see. One or two statements, whatever there is. */
  tasksOf(actor: Actor, options: { credentials: Caller }): Promise<Task[]>;
}
