import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import { SloCountStore } from './SloCountStore';
import { SloListStore } from './SloListStore';
import { SloReader } from './SloReader';
import { addSloReadRoutes } from './sloReadRouter';

/** What reading SLOs needs from the backend. */
export interface SloReadingOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  httpAuth: HttpAuthService;
  people: People;
  now?: () => Date;
}

/** Builds everything that screens read about SLOs. */
export function createSloReading(options: SloReadingOptions) {
  const { now = () => new Date() } = options;
  const parts = {
    ...options,
    now,
    counts: SloCountStore.create(options),
    list: SloListStore.create(options),
  };
  const reader = SloReader.create(parts);
  return {
    router: (router: Router) =>
      addSloReadRoutes(router, { ...options, reader }),
  };
}
