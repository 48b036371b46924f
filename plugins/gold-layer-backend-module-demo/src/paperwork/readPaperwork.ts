import type { Entity } from '@backstage/catalog-model';
import {
  type PastRecordInput,
  tierSchema,
} from '@gold-layer/backstage-plugin-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { readCompanyFile, readWrittenEntities } from '../organisation/files';
import { assessmentsSchema, toPastAssessments } from './assessments';
import { reviewsSchema, toPastReview } from './reviews';
import { toPastWaiver, waiversSchema } from './waivers';

const declaredSchema = z.object({ tier: tierSchema });

/** The company's paperwork, told on a day: waivers first, as reviews rest on them. */
export async function readPaperwork(now: Date): Promise<PastRecordInput[]> {
  const [waivers, assessments, { panels, reviews }, written] =
    await Promise.all([
      readPart('waivers', waiversSchema),
      readPart('assessments', assessmentsSchema),
      readPart('reviews', reviewsSchema),
      readWrittenEntities(),
    ]);
  const tiers = new Map(
    written
      .filter(({ entity }) => entity.kind === 'Component')
      .map(({ entity }) => [entity.metadata.name, tierOf(entity)]),
  );
  const telling = { now, panels, tierOf: (name: string) => tiers.get(name) };
  return [
    ...waivers.map((told, index) => toPastWaiver(told, now, index)),
    ...toPastAssessments(assessments, now),
    ...reviews.map(told => toPastReview(told, telling)),
  ];
}

async function readPart<T>(
  name: string,
  schema: { parse(value: unknown): T },
): Promise<T> {
  return schema.parse(parse(await readCompanyFile(`paperwork/${name}.yaml`)));
}

function tierOf({ spec }: Entity): string | undefined {
  return declaredSchema.safeParse(spec?.goldLayer).data?.tier;
}
