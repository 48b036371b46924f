import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { RuleOptions } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { People } from '../../people';
import type { ServiceAccess, ServiceStore } from '../../services';
import { ExclusionStore } from '../numbers/store/ExclusionStore';
import { BucketStore } from '../numbers/store/BucketStore';
import { RunStore } from '../numbers/store/RunStore';
import { MetricLookups } from './MetricLookups';
import { ServiceSlosReader } from './ServiceSlosReader';
import { SloCharts } from './SloCharts';
import { SloCountStore } from './SloCountStore';
import { SloDependencies } from './SloDependencies';
import { Policies, SloDetails } from './SloDetails';
import { SloListStore } from './SloListStore';
import { SloOverview } from './SloOverview';
import { SloPastStore } from './SloPastStore';
import { SloQuestions } from './SloQuestions';
import { SloReader } from './SloReader';
import { addSloReadRoutes } from './sloReadRouter';
import { SloReplayer } from './SloReplayer';
import { SloSearch } from './SloSearch';
import { SloStandings } from './SloStandings';
import { SourceTurns } from './SourceTurns';

export type { SloStanding, SloStandings } from './SloStandings';

/** What reading SLOs needs from the backend. */
export interface SloReadingOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  people: People;
  policies: Policies;
  services: ServiceStore;
  /** Read with every request: modules may still be adding to it. */
  sources: readonly SliSource[];
  /** How rules are generated, such as the portal's address for links in alerts. */
  rules?: RuleOptions;
  now?: () => Date;
}

/** Builds everything that screens read about SLOs. */
export function createSloReading(options: SloReadingOptions) {
  const { now = () => new Date(), rules = {} } = options;
  const parts = {
    ...options,
    rules,
    now,
    buckets: BucketStore.create(options),
    counts: SloCountStore.create(options),
    dependencies: SloDependencies.create(options),
    exclusions: ExclusionStore.create(options),
    list: SloListStore.create(options),
    runs: RunStore.create(options),
    past: SloPastStore.create(options),
    turns: SourceTurns.create(),
  };
  return {
    /** Lists of SLOs as stores read them, for what follows from lists. */
    list: parts.list,
    /** What services need, and what those promise. */
    dependencies: parts.dependencies,
    /** How the SLOs of a service stand, for the deploy gate. */
    standings: SloStandings.create(parts),
    /** What the overview page tells of SLOs. */
    overview: SloOverview.create(parts),
    /** For the portal's search. */
    searchSource: SloSearch.create(parts),
    router: (router: Router) =>
      addSloReadRoutes(router, {
        ...parts,
        charts: SloCharts.create(parts),
        details: SloDetails.create(parts),
        metrics: MetricLookups.create(parts),
        ofService: ServiceSlosReader.create(parts),
        questions: SloQuestions.create(parts),
        reader: SloReader.create(parts),
        replayer: SloReplayer.create(parts),
      }),
  };
}
