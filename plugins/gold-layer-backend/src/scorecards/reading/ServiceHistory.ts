import { InputError } from '@backstage/errors';
import {
  goldLayerServiceReadPermission,
  ScorecardChange,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { toNumber } from '../../database/rows';
import type { Caller } from '../../http/serve';
import { storableText } from '../../http/storableText';
import type { ServiceAccess } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';

/** What {@link ServiceHistory} works with. */
export interface ServiceHistoryOptions {
  access: ServiceAccess;
  database: Knex;
  scorecards: CompiledScorecards;
}

/** A page of changes and where the next one begins. */
export interface HistoryPage {
  items: ScorecardChange[];
  totalItems: number;
  pageInfo: { nextCursor?: string };
}

/** Changes of levels and checks of one service, newest first; changes of one moment in order of scorecard and check. */
export class ServiceHistory {
  readonly #options: ServiceHistoryOptions;

  private constructor(options: ServiceHistoryOptions) {
    this.#options = options;
  }

  static create(options: ServiceHistoryOptions): ServiceHistory {
    return new ServiceHistory(options);
  }

  async page(
    ref: string,
    query: { limit: number; cursor?: string },
    options: { credentials: Caller },
  ): Promise<HistoryPage> {
    const { access, database } = this.#options;
    await access.require(goldLayerServiceReadPermission, ref, options);
    const after = query.cursor ? parseCursor(query.cursor) : undefined;
    const rows = await this.#rows(ref, query.limit + 1, after);
    const counts = await Promise.all(
      ['level_changes', 'check_changes'].map(table =>
        database(table)
          .where('service_ref', ref)
          .count<{ count: number | string }>({ count: '*' })
          .first(),
      ),
    );
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(row => this.#toChange(row)),
      totalItems: counts.reduce((sum, row) => sum + toNumber(row?.count), 0),
      pageInfo: {
        nextCursor:
          last && rows.length > query.limit ? toCursor(last) : undefined,
      },
    };
  }

  async #rows(
    ref: string,
    limit: number,
    after: Position | undefined,
  ): Promise<ChangeRow[]> {
    const { database } = this.#options;
    const part = (
      query: Knex.QueryBuilder,
      check: string,
    ): Knex.QueryBuilder => {
      query.where('service_ref', ref);
      if (after) {
        query.where(later =>
          later
            .where('at', '<', after.at)
            .orWhere(same =>
              same
                .where('at', after.at)
                .whereRaw(`(scorecard, ${check}) > (?, ?)`, [
                  after.scorecard,
                  after.check,
                ]),
            ),
        );
      }
      return query;
    };
    const levels = part(
      database('level_changes').select(
        'at',
        'scorecard',
        database.raw(`'' as check_id`),
        'version',
        database.raw(
          `case when from_rank is null then null else coalesce(from_level, 'none') end as was`,
        ),
        database.raw(`coalesce(to_level, 'none') as became`),
      ),
      `''`,
    );
    const checks = part(
      database('check_changes').select(
        'at',
        'scorecard',
        'check_id',
        'version',
        'from_state as was',
        'to_state as became',
      ),
      'check_id',
    );
    return database
      .select<ChangeRow[]>('*')
      .from(levels.unionAll(checks).as('changes'))
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'scorecard' },
        { column: 'check_id' },
      ])
      .limit(limit);
  }

  #toChange(row: ChangeRow): ScorecardChange {
    const definition = this.#options.scorecards
      .current()
      .definitions.find(({ name }) => name === row.scorecard);
    const check = definition?.document.spec.levels
      .flatMap(({ checks }) => checks)
      .find(({ id }) => id === row.check_id);
    return {
      at: new Date(Number(row.at)).toISOString(),
      scorecard: row.scorecard,
      check: row.check_id || undefined,
      title: row.check_id
        ? (check?.title ?? row.check_id)
        : (definition?.title ?? row.scorecard),
      from: row.was ?? undefined,
      to: row.became,
      version: row.version,
    };
  }
}

interface ChangeRow {
  at: number | string;
  scorecard: string;
  check_id: string;
  version: string;
  was: string | null;
  became: string;
}

interface Position {
  at: number;
  scorecard: string;
  check: string;
}

const positionSchema = z.tuple([z.int(), storableText, storableText]);

function toCursor(row: ChangeRow): string {
  return Buffer.from(
    JSON.stringify([Number(row.at), row.scorecard, row.check_id]),
  ).toString('base64url');
}

function parseCursor(cursor: string): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [at, scorecard, check] = positionSchema.parse(JSON.parse(text));
    return { at, scorecard, check };
  } catch {
    throw new InputError(
      `query.cursor: expected pageInfo.nextCursor of the page before, found '${cursor}'`,
    );
  }
}
