import type { CheckState } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { CompiledScorecards } from '../CompiledScorecards';

/** A check of a scorecard and a service. */
export interface AskedCheck {
  service: string;
  scorecard: string;
  check: string;
}

/** Where a check stands. */
export interface CheckStanding {
  title: string;
  /** Without any waiver; absent when it was not evaluated for the service. */
  state?: CheckState;
}

/** Says where single checks of any services stand, waivers left out. */
export class CheckStandings {
  readonly #knex: Knex;
  readonly #scorecards: CompiledScorecards;

  private constructor(options: {
    database: Knex;
    scorecards: CompiledScorecards;
  }) {
    this.#knex = options.database;
    this.#scorecards = options.scorecards;
  }

  static create(options: {
    database: Knex;
    scorecards: CompiledScorecards;
  }): CheckStandings {
    return new CheckStandings(options);
  }

  /** In order; undefined where no scorecard in force has such a check. */
  async describe(asked: AskedCheck[]): Promise<(CheckStanding | undefined)[]> {
    const titles = this.#titles();
    const states = new Map<string, CheckState>();
    for (const chunk of chunked(asked, 3)) {
      const rows = await this.#knex('check_results')
        .select('service_ref', 'scorecard', 'check_id', 'state', 'true_state')
        .whereIn(
          ['service_ref', 'scorecard', 'check_id'],
          chunk.map(it => [it.service, it.scorecard, it.check]),
        );
      for (const row of rows) {
        const key = `${row.scorecard}/${row.check_id} ${row.service_ref}`;
        states.set(key, row.true_state ?? row.state);
      }
    }
    return asked.map(({ service, scorecard, check }) => {
      const name = `${scorecard}/${check}`;
      const title = titles.get(name);
      return title === undefined
        ? undefined
        : { title, state: states.get(`${name} ${service}`) };
    });
  }

  #titles(): Map<string, string> {
    return new Map(
      this.#scorecards
        .current()
        .definitions.flatMap(({ name, document }) =>
          document.spec.levels.flatMap(level =>
            level.checks.map(
              check => [`${name}/${check.id}`, check.title] as const,
            ),
          ),
        ),
    );
  }
}
