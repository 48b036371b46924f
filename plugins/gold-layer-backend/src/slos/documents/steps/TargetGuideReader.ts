import { NotFoundError } from '@backstage/errors';
import {
  ceilingOf,
  goldLayerSloQueryPermission,
  goldLayerSloReadPermission,
  targetGuideSchema,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { z } from 'zod';
import type { Caller } from '../../../http/serve';
import type { ServiceAccess, ServiceStore } from '../../../services';
import { isAllowed } from '../../reading/isAllowed';
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
  /** Modules may still be adding to them. */
  sources: readonly SliSource[];
}

/**
 * Reads what bounds the targets of a service, its contract and what those that it
 * needs promise; and where it may be measured, for those who may ask there.
 */
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
      sources: await this.#sourcesFor(ref, options),
    };
  }

  async #sourcesFor(
    ref: string,
    options: { credentials: Caller },
  ): Promise<string[] | undefined> {
    const { access, sources } = this.#options;
    // The wizard looks metrics up where that can be done.
    const names = namesOf(
      sources.find(each => each.lookUp),
      ref,
    );
    const query = goldLayerSloQueryPermission;
    return names && (await isAllowed(access.require(query, ref, options)))
      ? names
      : undefined;
  }
}

/** The data sources that a service may ask, the one first that answers queries that name none. */
function namesOf(
  source: SliSource | undefined,
  service: string,
): string[] | undefined {
  if (source?.dataSourcesOf) return source.dataSourcesOf(service);
  return source?.dataSources
    ?.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .map(({ name }) => name);
}
