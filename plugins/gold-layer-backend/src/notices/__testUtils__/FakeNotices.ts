import type { Notice, SettledNotices } from '../Notices';

/** For tests: keeps what people are told, for all replicas; `down` says that nothing arrives. */
export class FakeNotices implements SettledNotices {
  readonly told: Notice[] = [];
  down = false;
  readonly #keys = new Set<string>();

  async send(notices: Notice[]): Promise<void> {
    await this.settle(notices);
  }

  async settle(notices: Notice[]): Promise<ReadonlySet<string>> {
    const settled = new Set<string>();
    for (const notice of notices) {
      const again = notice.once && this.#keys.has(notice.key);
      if (this.down && !again) continue;
      settled.add(notice.key);
      if (again) continue;
      this.#keys.add(notice.key);
      this.told.push(notice);
    }
    return settled;
  }
}
