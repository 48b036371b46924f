import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  type PastRecord,
  pastRecordSchema,
} from '@gold-layer/backstage-plugin-common';
import { readWrittenEntities } from '../organisation/files';
import { readPaperwork } from './readPaperwork';

const now = new Date('2026-06-15T12:00:00Z');

describe('the paperwork of the example company', () => {
  let records: PastRecord[];

  beforeAll(async () => {
    records = (await readPaperwork(now)).map(record =>
      pastRecordSchema.parse(record),
    );
  });

  it('names each record once', () => {
    const keys = records.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('speaks of services and people that there are', async () => {
    const written = await readWrittenEntities();
    const known = new Set(
      written.map(({ entity }) => stringifyEntityRef(entity)),
    );
    const named = JSON.stringify(records).match(
      /(user|group|component):default\/[\w.-]+/g,
    );
    expect(named?.filter(ref => !known.has(ref))).toEqual([]);
  });

  it('lets nobody decide on their own, or on what their team owns', async () => {
    const written = await readWrittenEntities();
    const specs = new Map(
      written.map(({ entity }) => [stringifyEntityRef(entity), entity.spec]),
    );
    const conflicts = records.flatMap(record => {
      if (record.kind === 'assessment') return [];
      const owner = specs.get(record.service)?.owner;
      const deciders =
        record.kind === 'review'
          ? [...record.decisions, ...record.signOffs].map(({ by }) => by)
          : [record.decided?.by ?? ''];
      return deciders
        .filter(by => by === record.requestedBy || teamsOf(by).includes(owner))
        .map(by => `${record.key}: ${by}`);
    });
    expect(conflicts).toEqual([]);

    function teamsOf(person: string): unknown[] {
      return [specs.get(person)?.memberOf].flat();
    }
  });

  it('tells nothing of days to come', () => {
    const times =
      JSON.stringify(records).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times.filter(time => Date.parse(time) > now.getTime())).toEqual([]);
  });

  it('gives the guest something to decide, and something to finish', () => {
    const waiting = records.filter(
      record =>
        record.kind === 'review' &&
        Object.values(record.assigned).includes('user:default/guest'),
    );
    const drafts = records.filter(
      record =>
        record.kind === 'review' &&
        record.requestedBy === 'user:default/guest' &&
        record.submittedAt === undefined,
    );
    expect([waiting.length, drafts.length]).toEqual([1, 1]);
  });
});
