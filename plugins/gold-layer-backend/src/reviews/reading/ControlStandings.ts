import type { ControlAnswer } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { Checklists } from '../checklists/Checklists';
import { answerOf } from '../judge';
import { AnswerRow, toAnswer } from '../store/answerRows';

/** A control of a service. */
export interface AskedControl {
  service: string;
  checklist: string;
  control: string;
}

/** How a control stands for a service without any waiver. */
export interface ControlState {
  title: string;
  /** Absent where no review of the service has come to it. */
  state?: ControlAnswer | 'unanswered';
}

/** Tells those who accept risks about the controls they accept them on. */
export class ControlStandings {
  readonly #knex: Knex;
  readonly #checklists: Checklists;

  private constructor(options: { database: Knex; checklists: Checklists }) {
    this.#knex = options.database;
    this.#checklists = options.checklists;
  }

  static create(options: {
    database: Knex;
    checklists: Checklists;
  }): ControlStandings {
    return new ControlStandings(options);
  }

  /** In order; undefined where no checklist in force has such a control. One statement per chunk. */
  async describe(asked: AskedControl[]): Promise<(ControlState | undefined)[]> {
    const latest = await this.#latest(asked);
    return asked.map(each => {
      const title = this.#titleOf(each);
      if (title === undefined) return undefined;
      const row = latest.get(keyOf(each.service, each));
      if (row?.applies !== 1) return { title };
      const { answer } = answerOf(toAnswer(row), []);
      return { title, state: answer ?? 'unanswered' };
    });
  }

  /** Answers of the latest reviews, by service, checklist and control. */
  async #latest(asked: AskedControl[]): Promise<Map<string, AnswerRow>> {
    const latest = new Map<string, AnswerRow>();
    const services = [...new Set(asked.map(({ service }) => service))];
    const controls = asked.map(({ control }) => control);
    for (const refs of chunked(services, 2)) {
      for (const some of chunked([...new Set(controls)], 2)) {
        const rows: (AnswerRow & { service_ref: string; checklist: string })[] =
          await this.#knex('review_answers')
            .join('reviews', 'reviews.id', 'review_answers.review_id')
            .whereIn('reviews.service_ref', refs)
            .whereNotIn('reviews.state', ['withdrawn', 'superseded'])
            .whereIn('review_answers.control', some)
            .orderBy('reviews.created_at')
            .select(
              'review_answers.*',
              'reviews.service_ref',
              'reviews.checklist',
            );
        for (const row of rows) latest.set(keyOf(row.service_ref, row), row);
      }
    }
    return latest;
  }

  #titleOf({ checklist, control }: AskedControl): string | undefined {
    const { sections = [] } =
      this.#checklists.definition(checklist)?.document.spec ?? {};
    return sections
      .flatMap(({ controls }) => controls)
      .find(({ id }) => id === control)?.title;
  }
}

function keyOf(
  service: string,
  { checklist, control }: Pick<AskedControl, 'checklist' | 'control'>,
): string {
  return `${service} ${checklist} ${control}`;
}
