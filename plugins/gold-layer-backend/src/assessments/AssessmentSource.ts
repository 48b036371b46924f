import {
  FactDefinitionInput,
  isOverdue,
  RubricDocument,
  rubricDocumentSchema,
  rubricFactName,
  rubricFacts,
} from '@gold-layer/backstage-plugin-common';
import type {
  CollectedFact,
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../database/rows';
import type { Definitions } from '../definitions';
import type { LatestRow } from './store/assessmentRows';

/**
 * What the latest published assessments say, as facts. They are collected as
 * soon as one is published; the schedule notices what became overdue.
 */
export class AssessmentSource implements FactSource {
  readonly name = 'assessments';
  readonly title = 'Assessments';
  readonly description =
    'Score, band and date of the latest published assessment by each rubric.';
  readonly schedule = {
    frequency: { hours: 1 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 4 },
  };
  readonly #options: {
    database: Knex;
    definitions: Definitions;
    now: () => Date;
  };

  private constructor(options: {
    database: Knex;
    definitions: Definitions;
    now: () => Date;
  }) {
    this.#options = options;
  }

  static create(options: {
    database: Knex;
    definitions: Definitions;
    now?: () => Date;
  }): AssessmentSource {
    return new AssessmentSource({ now: () => new Date(), ...options });
  }

  /** Of the rubrics in force at this moment: an organisation adds its own while the portal runs. */
  get facts(): FactDefinitionInput[] {
    return this.#rubrics().flatMap(rubricFacts);
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    const names = this.#rubrics()
      .filter(({ spec }) => spec.subjects.includes('service'))
      .map(({ metadata }) => metadata.name);
    const refs = services.map(({ service }) => service.ref);
    const found = await this.#latestOf(refs);
    for (const ref of refs) {
      const facts = (found.get(ref) ?? [])
        .filter(({ rubric }) => names.includes(rubric))
        .flatMap(row => this.#factsOf(row));
      yield facts.length > 0
        ? { service: ref, outcome: 'facts', facts }
        : { service: ref, outcome: 'absent' };
    }
  }

  #factsOf(row: LatestRow): CollectedFact[] {
    const fact = (part: Parameters<typeof rubricFactName>[1]) =>
      rubricFactName(row.rubric, part);
    const now = this.#options.now().getTime();
    return [
      { fact: fact('score'), value: row.score },
      { fact: fact('band'), value: row.band },
      {
        fact: fact('assessedAt'),
        value: new Date(toNumber(row.published_at)).toISOString(),
      },
      {
        fact: fact('overdue'),
        value: isOverdue(toNumber(row.next_due), now),
      },
    ];
  }

  async #latestOf(refs: string[]): Promise<Map<string, LatestRow[]>> {
    const found = new Map<string, LatestRow[]>();
    for (const chunk of chunked(refs)) {
      const rows = await this.#options
        .database<LatestRow>('assessment_latest')
        .whereIn('subject_ref', chunk);
      for (const row of rows) {
        found.set(row.subject_ref, [
          ...(found.get(row.subject_ref) ?? []),
          row,
        ]);
      }
    }
    return found;
  }

  #rubrics(): RubricDocument[] {
    return this.#options.definitions
      .all({ kind: 'Rubric', schema: rubricDocumentSchema })
      .map(({ document }) => document);
  }
}
