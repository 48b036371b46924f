import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { migrate } from '../database/migrate';
import type { Notice } from './Notices';
import { NoticeStore } from './NoticeStore';
import { PortalNotices } from './PortalNotices';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** A notifications plugin that keeps what it is sent, or fails. */
class Plugin {
  readonly sent: NotificationSendOptions[] = [];
  status = 200;
  asked = 0;
  refuses: (options: NotificationSendOptions) => boolean = () => false;
  async send(options: NotificationSendOptions): Promise<void> {
    this.asked++;
    const status = this.refuses(options) ? 500 : this.status;
    if (status !== 200) {
      throw new Error(
        `Failed to send notifications: Error: Request failed with status ${status}`,
      );
    }
    this.sent.push(options);
  }
}

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  const plugin = new Plugin();
  const logger = mockServices.logger.mock();
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  const create = () =>
    PortalNotices.create({
      notifications: plugin,
      store: NoticeStore.create({ database }),
      logger,
      now: () => clock.now,
    });
  return { create, clock, logger, notices: create(), plugin };
}

function notice(more: Partial<Notice> = {}): Notice {
  return {
    to: ['user:default/ann', 'group:default/sre', 'user:default/ann'],
    title: 'Decide',
    description: 'It waits',
    path: '/waivers/1',
    key: 'waiver:1',
    ...more,
  };
}

describe.each(databases.eachSupportedId())('notices on %s', id => {
  it('tell the people named, under a key that replaces what was told before', async () => {
    const { notices, plugin } = await setUp(id);
    await notices.send([notice(), notice({ to: [] })]);
    expect(plugin.sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['user:default/ann', 'group:default/sre'],
        },
        payload: {
          title: 'Decide',
          description: 'It waits',
          link: '/gold-layer/waivers/1',
          severity: 'normal',
          topic: 'gold-layer',
          scope: 'waiver:1',
        },
      },
    ]);
  });

  it('tell something once on all replicas, and again only if it did not arrive', async () => {
    const { create, logger, notices, plugin } = await setUp(id);
    plugin.status = 500;
    await notices.send([notice({ once: true }), notice({ key: 'other' })]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    plugin.status = 200;
    const other = create();
    await Promise.all([
      notices.send([notice({ once: true })]),
      other.send([notice({ once: true })]),
    ]);
    await other.send([notice({ once: true })]);
    expect(plugin.sent).toHaveLength(1);
  });

  it('say which are settled: told now or before, and not what did not arrive or somebody else is telling', async () => {
    const { clock, create, notices, plugin } = await setUp(id);
    const once = notice({ once: true });
    const keysOf = async (
      who: PortalNotices,
      some: Notice[],
    ): Promise<string[]> => [...(await who.settle(some))];
    plugin.status = 500;
    expect(await keysOf(notices, [once, notice({ key: 'other' })])).toEqual([]);
    plugin.status = 404;
    expect(await keysOf(notices, [once])).toEqual([]);
    plugin.status = 200;
    // Missing a moment ago.
    expect(await keysOf(notices, [once])).toEqual([]);
    const [other, third] = [create(), create()];
    expect(await keysOf(other, [once, notice({ to: [], key: 'x' })])).toEqual([
      'waiver:1',
      'x',
    ]);
    expect(await keysOf(other, [once])).toEqual(['waiver:1']);
    // The other one may have stopped before it was told.
    expect(await keysOf(third, [once])).toEqual([]);
    clock.now = new Date('2026-11-21T12:06:00Z');
    expect(await keysOf(third, [once])).toEqual(['waiver:1']);
    expect(plugin.sent).toHaveLength(1);
  });

  it('are not tried for hours where the plugin is down', async () => {
    const { logger, notices, plugin } = await setUp(id);
    plugin.status = 503;
    const many = Array.from({ length: 30 }, (_, index) =>
      notice({ key: `waiver:${index}` }),
    );
    await notices.send(
      many.map((each, index) => ({ ...each, once: index < 18 })),
    );
    expect(plugin.asked).toBe(10);
    expect(logger.warn).toHaveBeenLastCalledWith(
      '20 more notices were not tried, 12 of them for good: 10 in a row could not be sent',
    );
  });

  it('are given up although some between them need not be sent', async () => {
    const { create, notices, plugin } = await setUp(id);
    const told = notice({ key: 'told', once: true });
    await create().send([told]);
    await notices.send([told, notice({ key: 'told-here', once: true })]);
    plugin.status = 503;
    plugin.asked = 0;
    const between = [
      told,
      notice({ key: 'told-here', once: true }),
      notice({ key: 'nobody', to: [] }),
    ];
    await notices.send(
      Array.from({ length: 30 }, (_, index) => [
        notice({ key: `waiver:${index}` }),
        ...between,
      ]).flat(),
    );
    expect(plugin.asked).toBe(10);
  });

  it('go on where one arrives between those that do not', async () => {
    const { notices, plugin } = await setUp(id);
    plugin.refuses = ({ payload }) => !payload.scope?.endsWith('5');
    const many = Array.from({ length: 30 }, (_, index) =>
      notice({ key: `waiver:${index}` }),
    );
    await notices.send(many);
    expect(plugin.sent.map(({ payload }) => payload.scope)).toEqual([
      'waiver:5',
      'waiver:15',
      'waiver:25',
    ]);
    expect(plugin.asked).toBe(30);
  });

  it('say once that the portal has no notifications, and rest from asking', async () => {
    const { clock, logger, notices, plugin } = await setUp(id);
    plugin.status = 404;
    expect(notices.canTell).toBe(true);
    await notices.send([notice(), notice({ key: 'other' })]);
    expect(notices.canTell).toBe(false);
    await notices.send([notice()]);
    expect(plugin.asked).toBe(1);
    clock.now = new Date('2026-11-21T14:00:00Z');
    expect(notices.canTell).toBe(true);
    await notices.send([notice()]);
    expect(plugin.asked).toBe(2);
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
