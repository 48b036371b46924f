import type {
  AuditorService,
  HttpAuthService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import { DefinitionVersionStore } from '../definitions/DefinitionVersionStore';
import type { FactRegistry, FactStore } from '../facts';
import type { Notices } from '../notices/Notices';
import type { People } from '../people';
import type {
  ServiceAccess,
  ServiceProjection,
  ServiceStore,
} from '../services';
import { AssessmentDesk } from './AssessmentDesk';
import { AssessmentImporter } from './importAssessment';
import { addAssessmentRoutes } from './assessmentRouter';
import { AssessmentSearch } from './AssessmentSearch';
import { AssessmentTasks } from './AssessmentTasks';
import { followNames } from './followNames';
import { GradeSuggester } from './GradeSuggester';
import { AssessmentListStore } from './reading/AssessmentListStore';
import { AssessmentReader } from './reading/AssessmentReader';
import { ComparisonReader } from './reading/ComparisonReader';
import { PortfolioReader } from './reading/PortfolioReader';
import { PortfolioStore } from './reading/PortfolioStore';
import { Rubrics } from './rubrics/Rubrics';
import { AssessmentStore } from './store/AssessmentStore';
import { SubjectAccess } from './SubjectAccess';
import { scheduleTellDue } from './tellDue';

export { AssessmentSource } from './AssessmentSource';

/** What the room of assessments needs from the backend. */
export interface AssessmentsOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  definitions: Definitions;
  facts: { registry: FactRegistry; store: Pick<FactStore, 'factsOf'> };
  httpAuth: HttpAuthService;
  notices: Notices;
  people: People;
  projection: Pick<ServiceProjection, 'subscribe'>;
  scheduler: SchedulerService;
  services: Pick<ServiceStore, 'find'>;
  /** The time; tests move it. */
  now?(): Date;
}

/** What happens after an assessment was published. */
export interface AssessmentsHooks {
  /** Brings the services' facts and what rests on them up to date. */
  afterPublication(services: string[]): Promise<void>;
}

/**
 * Builds the room of assessments. It registers the kind `Rubric`, which rests
 * on `Facts` and on which scorecards may rest: it is built between the two. It
 * follows the projection, so it is built before the catalog is followed.
 */
export function createAssessments(options: AssessmentsOptions) {
  const { database, definitions, facts } = options;
  const now = options.now ?? (() => new Date());
  const rubrics = Rubrics.create({
    definitions,
    facts: facts.registry,
    versions: DefinitionVersionStore.create({ database }),
  });
  options.projection.subscribe(followNames({ database }));
  const access = SubjectAccess.create(options);
  const store = AssessmentStore.create({ database });
  const suggester = GradeSuggester.create({ facts: facts.store, now });
  const portfolio = PortfolioStore.create({ database });
  const parts = {
    ...options,
    access,
    now,
    portfolio,
    rubrics,
    store,
    suggester,
  };
  const reader = AssessmentReader.create(parts);
  return {
    /** Takes over assessments from before the portal. */
    importer: AssessmentImporter.create(parts),
    /** What waits for people. */
    tasks: AssessmentTasks.create(parts),
    /** What the portal's search finds. */
    search: AssessmentSearch.create({ database }),
    router: (router: Router, { afterPublication }: AssessmentsHooks) =>
      addAssessmentRoutes(router, {
        ...parts,
        comparisons: ComparisonReader.create({ ...parts, reader }),
        desk: AssessmentDesk.create({ ...parts, afterPublication }),
        lists: AssessmentListStore.create(options),
        portfolio: PortfolioReader.create(parts),
        reader,
      }),
    /** Tells people what is due, from now on. */
    start: () => scheduleTellDue({ ...options, now }),
  };
}
