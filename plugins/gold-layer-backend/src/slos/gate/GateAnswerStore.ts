import type {
  ChangeKind,
  GateAnswer,
  GateVerdict,
  PastGateAnswer,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { toNumber } from '../../database/rows';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import type { ServiceScope } from '../../services';

/** A question and what the gate said, as one line of a list. */
export interface AnswerRecord {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  service: string;
  serviceTitle: string;
  change: ChangeKind;
  reference?: string;
  verdict: GateVerdict;
  sentence: string;
  askedBy: string;
}

/** What the gate said besides. */
export type AnswerDetail = Pick<
  PastGateAnswer,
  'reasons' | 'conditions' | 'exception' | 'brokenGlass'
>;

/** What the list of answers is asked for. */
export interface AnswersQuery {
  service?: string[];
  verdict?: GateVerdict[];
  limit: number;
  cursor?: string;
}

interface AnswerRow {
  id: string;
  at: number | string;
  service_ref: string;
  service_title: string;
  change: ChangeKind;
  reference: string | null;
  verdict: GateVerdict;
  sentence: string;
  asked_by: string;
}

const position = z.object({ at: z.number(), id: z.string() });
const shown = [
  'id',
  'at',
  'service_ref',
  'service_title',
  'change',
  'reference',
  'verdict',
  'sentence',
  'asked_by',
].map(column => `gate_answers.${column}`);
const chunk = 500;

/** What the gate has answered, in the database: written once, never changed. */
export class GateAnswerStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): GateAnswerStore {
    return new GateAnswerStore(options.database);
  }

  async insert(answer: GateAnswer): Promise<void> {
    const { reasons, conditions, exception, brokenGlass, mayBreakGlass } =
      answer;
    await this.#knex('gate_answers').insert({
      id: answer.id,
      at: Date.parse(answer.at),
      service_ref: answer.service,
      service_title: answer.serviceTitle,
      change: answer.change,
      reference: answer.reference ?? null,
      verdict: answer.verdict,
      sentence: answer.sentence,
      detail: JSON.stringify({
        reasons,
        conditions,
        exception,
        brokenGlass,
        mayBreakGlass,
      }),
      asked_by: answer.askedBy.ref,
      glass_id: brokenGlass?.id ?? null,
    });
  }

  /** The page after the query's cursor, newest first. */
  async page(
    query: AnswersQuery,
    scope: ServiceScope,
  ): Promise<{ items: AnswerRecord[]; nextCursor?: string }> {
    const after = decodeCursor(query, position);
    const asked = this.#matching(query, scope)
      .select(shown)
      .orderBy([
        { column: 'gate_answers.at', order: 'desc' },
        { column: 'gate_answers.id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    if (after) {
      asked.whereRaw('(gate_answers.at, gate_answers.id) < (?, ?)', [
        after.at,
        after.id,
      ]);
    }
    const rows: AnswerRow[] = await asked;
    const items = rows.slice(0, query.limit).map(toAnswer);
    const last = items.at(-1);
    if (!last || rows.length <= query.limit) return { items };
    const { at, id } = last;
    return { items, nextCursor: encodeCursor(query, { at, id }) };
  }

  /** One with all that was said, as far as the caller may see its service. */
  async find(
    id: string,
    scope: ServiceScope,
  ): Promise<(AnswerRecord & AnswerDetail) | undefined> {
    const row: (AnswerRow & { detail: string }) | undefined =
      await this.#matching({}, scope)
        .where('gate_answers.id', id)
        .select([...shown, 'gate_answers.detail'])
        .first();
    if (!row) return undefined;
    const { brokenGlass, conditions, exception, reasons }: AnswerDetail =
      JSON.parse(row.detail);
    return { ...toAnswer(row), reasons, conditions, exception, brokenGlass };
  }

  /** How many match, on all pages together. */
  async count(query: AnswersQuery, scope: ServiceScope): Promise<number> {
    const row = await this.#matching(query, scope)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /** Deletes those older than a moment, some at a time; answers how many. Those that passed through broken glass stay. */
  async sweep(
    before: number,
    options: { signal: AbortSignal },
  ): Promise<number> {
    let deleted = 0;
    while (!options.signal.aborted) {
      const ids = await this.#knex('gate_answers')
        .where('at', '<', before)
        .whereNull('glass_id')
        .orderBy(['at', 'id'])
        .limit(chunk)
        .pluck<string[]>('id');
      if (ids.length === 0) break;
      deleted += await this.#knex('gate_answers').whereIn('id', ids).delete();
    }
    return deleted;
  }

  /** Those of services that have left the catalog are for those who may see every service. */
  #matching(
    { service, verdict }: Pick<AnswersQuery, 'service' | 'verdict'>,
    scope: ServiceScope,
  ): Knex.QueryBuilder {
    const join = scope.everything ? 'leftJoin' : 'innerJoin';
    const query = this.#knex('gate_answers')[join](
      'services',
      'services.ref',
      'gate_answers.service_ref',
    );
    if (service?.length) query.whereIn('gate_answers.service_ref', service);
    if (verdict?.length) query.whereIn('gate_answers.verdict', verdict);
    return scope.restrict(query);
  }
}

function toAnswer(row: AnswerRow): AnswerRecord {
  return {
    id: row.id,
    at: toNumber(row.at),
    service: row.service_ref,
    serviceTitle: row.service_title,
    change: row.change,
    ...(row.reference === null ? {} : { reference: row.reference }),
    verdict: row.verdict,
    sentence: row.sentence,
    askedBy: row.asked_by,
  };
}
