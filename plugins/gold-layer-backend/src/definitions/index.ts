import {
  HttpAuthService,
  LoggerService,
  resolvePackagePath,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import path from 'node:path';
import { serve } from '../http/serve';
import { DefaultDefinitions } from './DefaultDefinitions';
import {
  DefinitionLocation,
  FileLocation,
  UrlLocation,
} from './DefinitionLocation';
import { DefinitionVersionStore } from './DefinitionVersionStore';
import { toJsonSchema } from './jsonSchema';

export type {
  DefinitionKind,
  DefinitionProblem,
  Definitions,
  ForeignFiles,
  ForeignFormat,
  ForeignFormats,
  LoadedDefinition,
} from './Definitions';

/** What the room of definitions needs from the backend. */
export interface DefinitionsOptions {
  config: RootConfigService;
  database: Knex;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
  /** Absolute files, folders or URLs that modules have added. */
  locations?: string[];
}

/** Builds the room of definitions. Kinds are registered by the rooms that understand them; then `start` reads everything. */
export function createDefinitions(options: DefinitionsOptions) {
  const { database, logger, scheduler } = options;
  const definitions = DefaultDefinitions.create({
    locations: [
      FileLocation.create({
        path: resolvePackagePath(
          '@gold-layer/backstage-plugin-backend',
          'definitions',
        ),
        origin: 'built-in',
      }),
      ...(options.locations ?? []).map(place => toLocation(place, options)),
      ...configuredLocations(options),
    ],
    versions: DefinitionVersionStore.create({ database }),
    logger,
  });
  return {
    definitions,
    /** Reads all definitions, and from then on looks for changes on every replica. */
    start: async () => {
      await definitions.reload();
      await scheduler.scheduleTask({
        id: 'gold-layer-definitions',
        scope: 'local',
        frequency: { seconds: 10 },
        initialDelay: { seconds: 10 },
        timeout: { minutes: 1 },
        fn: () => definitions.reload(),
      });
    },
    router: (router: Router) =>
      serve(router, routes.getDefinitionSchema, options, async call => {
        const kind = call.params.kind.replace(/\.json$/, '');
        const schema = definitions.schemas().get(kind);
        if (schema) return toJsonSchema(kind, schema);
        throw new NotFoundError(
          `No kind of definition is named '${kind}'; there are ${[...definitions.schemas().keys()].join(', ')}`,
        );
      }),
  };
}

function configuredLocations(
  options: DefinitionsOptions,
): DefinitionLocation[] {
  const key = 'goldLayer.definitions';
  const places = options.config.getOptionalConfigArray(key) ?? [];
  return places.map((place, index) => {
    const found = ['file', 'folder', 'url'].flatMap(
      name => place.getOptionalString(name) ?? [],
    );
    if (found.length !== 1) {
      throw new InputError(
        `${key}[${index}]: expected one of file, folder or url, found ${place.keys().join(', ') || 'none'}`,
      );
    }
    return toLocation(found[0], options);
  });
}

function toLocation(
  place: string,
  options: { urlReader: UrlReaderService },
): DefinitionLocation {
  return /^https?:\/\//.test(place)
    ? UrlLocation.create(place, { reader: options.urlReader })
    : FileLocation.create({ path: path.resolve(place) });
}
