import type { Notice, SettledNotices } from '../Notices';

/** For tests: keeps what people are told, for all replicas; `down` says that nothing arrives, `absent` that this is known. */
export class FakeNotices implements SettledNotices {
  readonly told: Notice[] = [];
  down = false;
  absent = false;
  readonly #keys = new Set<string>();

  get canTell(): boolean {
    return !this.absent;
  }

  async send(notices: Notice[]): Promise<void> {
    await this.settle(notices);
  }

  async settle(notices: Notice[]): Promise<ReadonlySet<string>> {
    const settled = new Set<string>();
    for (const notice of notices) {
      const again = notice.once && this.#keys.has(notice.key);
      if ((this.down || this.absent) && !again) continue;
      settled.add(notice.key);
      if (again) continue;
      this.#keys.add(notice.key);
      this.told.push(notice);
    }
    return settled;
  }
}
