import {
  dayInWords,
  WaiverPolicy,
  waiverNoticeDue,
} from '@gold-layer/backstage-plugin-common';
import type { Notice, Notices } from '../notices';
import type { Actor } from '../people';
import type { Approvers } from './Approvers';
import type { WaiverRecord } from './WaiverRecord';

const dayMs = 24 * 3600 * 1000;

/** Tells those concerned what happens to waivers; nobody is told what they did themselves. */
export class WaiverNotices {
  readonly #approvers: Approvers;
  readonly #notices: Notices;

  private constructor(options: { approvers: Approvers; notices: Notices }) {
    this.#approvers = options.approvers;
    this.#notices = options.notices;
  }

  static create(options: {
    approvers: Approvers;
    notices: Notices;
  }): WaiverNotices {
    return new WaiverNotices(options);
  }

  /** Those for whom a request waits learn of it. */
  async requested(policy: WaiverPolicy, waiver: WaiverRecord): Promise<void> {
    const [{ people }] = await this.#approvers.eligible(policy, [waiver]);
    await this.#send(waiver, {
      to: people,
      title: `Decide on a waiver for ${waiver.serviceTitle}`,
      description: `“${waiver.title}” is asked to be waived until ${dayInWords(waiver.requestedUntil)}. The risk is ${waiver.level}.`,
      severity: waiver.level === 'severe' ? 'high' : 'normal',
      key: 'requested',
    });
  }

  /** Whoever asked learns of the decision. */
  async decided(waiver: WaiverRecord, by: Actor): Promise<void> {
    const approved = waiver.state === 'active';
    const outcome = approved
      ? `accepted the risk until ${dayInWords(waiver.endsAt)}`
      : 'did not accept the risk';
    await this.#send(waiver, {
      to: [waiver.requestedBy],
      title: `Waiver for ${waiver.serviceTitle} ${approved ? 'approved' : 'rejected'}`,
      description: withComment(
        `“${waiver.title}”: ${by.title} ${outcome}.`,
        waiver.comment,
      ),
      key: 'decided',
    });
  }

  /** Whoever asked, and the owners, learn that it ended early. */
  async revoked(waiver: WaiverRecord, by: Actor): Promise<void> {
    await this.#send(waiver, {
      to: concerned(waiver).filter(ref => ref !== by.ref),
      title: `Waiver for ${waiver.serviceTitle} revoked`,
      description: withComment(
        `“${waiver.title}” counts again, as ${by.title} has ended its waiver.`,
        waiver.endComment,
      ),
      severity: 'high',
      key: 'ended',
    });
  }

  /** Whoever asked, and the owners, learn that it ends earlier. One that ends at once is told of as expired. */
  async shortened(waiver: WaiverRecord): Promise<void> {
    const { endsAt, shortened } = waiver;
    if (!shortened || endsAt <= shortened.at) return;
    await this.#send(waiver, {
      to: concerned(waiver),
      title: `Waiver for ${waiver.serviceTitle} ends earlier`,
      description: `“${waiver.title}” counts again after ${dayInWords(endsAt)}, not only after ${dayInWords(shortened.from)}: the service is ${shortened.tier} now, and that allows no longer.`,
      severity: 'high',
      key: `shortened-${shortened.tier}`,
      once: true,
    });
  }

  /** Whoever asked, and the owners, learn that it has ended. */
  async expired(waiver: WaiverRecord): Promise<void> {
    const { endsAt, shortened } = waiver;
    const why =
      shortened && endsAt <= shortened.at
        ? `: the service is ${shortened.tier} now, and that allows no longer`
        : '';
    await this.#send(waiver, {
      to: concerned(waiver),
      title: `Waiver for ${waiver.serviceTitle} expired`,
      description: `“${waiver.title}” counts again${why}.`,
      severity: 'high',
      key: 'ended',
      once: true,
    });
  }

  /** The reminder that is due before the end, once. */
  async remind(
    policy: WaiverPolicy,
    waiver: WaiverRecord,
    now: number,
  ): Promise<void> {
    const { decidedAt } = waiver;
    if (decidedAt === undefined) return;
    const due = waiverNoticeDue(policy, { ...waiver, decidedAt }, now);
    if (due === undefined) return;
    const days = Math.ceil((waiver.endsAt - now) / dayMs);
    await this.#send(waiver, {
      to: concerned(waiver),
      title: `Waiver for ${waiver.serviceTitle} ends in ${days} ${days === 1 ? 'day' : 'days'}`,
      description: `“${waiver.title}” counts again after ${dayInWords(waiver.endsAt)}, unless the waiver is renewed or the cause is put right before.`,
      severity: days <= 1 ? 'high' : 'normal',
      key: `ends-in-${due}`,
      once: true,
    });
  }

  #send(
    waiver: WaiverRecord,
    notice: Omit<Notice, 'path'> & { key: string },
  ): Promise<void> {
    return this.#notices.send([
      {
        ...notice,
        path: `/risks/${waiver.id}`,
        key: `waiver:${waiver.id}:${notice.key}`,
      },
    ]);
  }
}

/** Whoever asked, and the owning groups. */
function concerned(waiver: WaiverRecord): string[] {
  return [...new Set([waiver.requestedBy, ...waiver.owners])];
}

function withComment(sentence: string, comment: string | undefined): string {
  return comment ? `${sentence} ${comment}` : sentence;
}
