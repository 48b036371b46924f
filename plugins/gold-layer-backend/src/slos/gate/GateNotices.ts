import { BreakGlass, zonedMoment } from '@gold-layer/backstage-plugin-common';
import type { Notice, Notices } from '../../notices';
import type { OwnedService } from './GlassRights';

/** Tells owners that somebody has let their service through; nobody is told what they did themselves. */
export class GateNotices {
  readonly #notices: Notices;

  private constructor(notices: Notices) {
    this.#notices = notices;
  }

  static create(options: { notices: Notices }): GateNotices {
    return new GateNotices(options.notices);
  }

  async broken(glass: BreakGlass, service: OwnedService): Promise<void> {
    const until = zonedMoment(new Date(glass.until));
    await this.#send(glass, {
      to: ownersBut(glass.by.ref, service),
      title: `${glass.by.title} broke the glass of ${titleOf(service)}`,
      description: `Until ${until}, the deploy gate lets every change of it through. ${glass.reason}`,
      severity: 'high',
      key: 'broken',
    });
  }

  /** With all whose broken glass was ended by it. */
  async mended(
    glass: BreakGlass,
    service: OwnedService,
    { breakers }: { breakers: string[] },
  ): Promise<void> {
    const { by, ended } = glass;
    if (!ended) return;
    const told = new Set([
      by.ref,
      ...breakers,
      ...ownersBut(ended.by.ref, service),
    ]);
    told.delete(ended.by.ref);
    await this.#send(glass, {
      to: [...told],
      title: `The glass of ${titleOf(service)} is mended`,
      description: `${ended.by.title} ended it before its time; the deploy gate goes by the budget again.`,
      key: 'mended',
    });
  }

  async #send(
    { id, service }: BreakGlass,
    notice: Omit<Notice, 'path'>,
  ): Promise<void> {
    if (notice.to.length === 0) return;
    await this.#notices.send([
      {
        ...notice,
        path: `/slos?service=${encodeURIComponent(service)}`,
        key: `glass:${id}:${notice.key}`,
      },
    ]);
  }
}

function ownersBut(ref: string, { owners }: OwnedService): string[] {
  return owners.filter(owner => owner !== ref);
}

function titleOf({ title, name }: OwnedService): string {
  return title ?? name;
}
