import { NotFoundError } from '@backstage/errors';
import {
  ceilingOf,
  goldLayerSloReadPermission,
  targetGuideSchema,
} from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import type { Caller } from '../../../http/serve';
import type { ServiceAccess, ServiceStore } from '../../../services';
import type { SloDependencies } from '../../reading/SloDependencies';
import { readingOf } from './readingOf';

/** What there is to help choosing a target. */
export type TargetHelp = z.infer<typeof targetGuideSchema>;

/** What {@link TargetGuideReader} works with. */
export interface TargetGuideReaderOptions {
  access: ServiceAccess;
  dependencies: SloDependencies;
  now: () => Date;
  services: Pick<ServiceStore, 'find'>;
}

/** Reads what bounds the targets of a service: its contract, and what those that it needs promise. */
export class TargetGuideReader {
  readonly #options: TargetGuideReaderOptions;

  private constructor(options: TargetGuideReaderOptions) {
    this.#options = options;
  }

  static create(options: TargetGuideReaderOptions): TargetGuideReader {
    return new TargetGuideReader(options);
  }

  async read(
    asked: string,
    options: { credentials: Caller },
  ): Promise<TargetHelp> {
    const { access, dependencies, services } = this.#options;
    const ref = asked.toLocaleLowerCase('en-US');
    const reading = await readingOf(options, this.#options);
    const { scope } = reading;
    const read = goldLayerSloReadPermission;
    await access.require(read, ref, { ...options, scope });
    const found = await services.find(ref);
    if (!found) throw new NotFoundError(`No service found with ref '${ref}'`);
    const { sla } = found.record;
    const needed = await dependencies.of(ref, reading);
    return {
      service: ref,
      // In percent, as the record says it.
      sla: sla === undefined ? undefined : String(sla),
      dependencies: needed.map(
        ({ service, title, exists, hidden, objective }) => ({
          service,
          title,
          exists,
          hidden,
          objective,
        }),
      ),
      ceiling: ceilingOf(needed),
    };
  }
}
