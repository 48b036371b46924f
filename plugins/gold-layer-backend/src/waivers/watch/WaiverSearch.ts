import {
  SearchDocument,
  waiverStateAt,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { SearchSource } from '../../search';
import { selectWaivers, withOwners } from '../store/readWaivers';
import type { WaiverRecord } from '../WaiverRecord';

/** Lets the portal's search find waivers by service, check, person and text. */
export class WaiverSearch implements SearchSource {
  readonly type = 'waiver';
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(options: { database: Knex; now: () => Date }) {
    this.#knex = options.database;
    this.#now = options.now;
  }

  static create(options: { database: Knex; now: () => Date }): WaiverSearch {
    return new WaiverSearch(options);
  }

  async page(options: {
    after: string | undefined;
    limit: number;
  }): Promise<SearchDocument[]> {
    const query = selectWaivers(
      this.#knex('waivers').innerJoin(
        'services',
        'services.ref',
        'waivers.service_ref',
      ),
    )
      .orderBy('waivers.id')
      .limit(options.limit);
    if (options.after !== undefined) {
      query.where('waivers.id', '>', options.after);
    }
    const records = await withOwners(this.#knex, await query);
    return records.map(record => toDocument(record, this.#now().getTime()));
  }
}

function toDocument(record: WaiverRecord, now: number): SearchDocument {
  const { risk } = record;
  const texts = [
    `Because ${risk.cause}`,
    risk.consequence,
    risk.compensatingControl,
    risk.plan,
    risk.ticket,
    record.comment,
    record.endComment,
  ];
  const people = [record.requestedBy, record.decidedBy, record.endedBy];
  return {
    id: record.id,
    title: `Waiver: ${record.title}`,
    text: texts.filter(text => text !== undefined).join('\n'),
    subject: record.service,
    subjectTitle: record.serviceTitle,
    state: waiverStateAt(record, now),
    people: [...new Set(people.flatMap(ref => ref ?? []))],
    updatedAt: new Date(record.changedAt).toISOString(),
  };
}
