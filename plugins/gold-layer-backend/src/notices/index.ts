import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { SettledNotices } from './Notices';
import { NoticeStore } from './NoticeStore';
import { PortalNotices } from './PortalNotices';

export type { Notice, Notices, SettledNotices } from './Notices';

/** What the room of notices needs from the backend. */
export interface NoticesOptions {
  database: Knex;
  logger: LoggerService;
  notifications: NotificationService;
}

/** Builds the room of notices. */
export function createNotices(options: NoticesOptions): SettledNotices {
  return PortalNotices.create({
    ...options,
    store: NoticeStore.create(options),
  });
}
