import { parse } from 'yaml';
import { z } from 'zod';
import { readCompanyFile } from '../organisation/files';

const days = z.number().int().min(0).max(399);
const share = z.number().min(0).max(1);

/** Something that broke. */
const incidentSchema = z.strictObject({
  daysAgo: days,
  /** In UTC. */
  at: z.string().regex(/^\d\d:\d\d$/),
  minutes: z.number().int().positive(),
  /** Of requests that failed meanwhile. */
  share,
  title: z.string(),
  /** It began so many minutes after a deploy. */
  afterDeploy: z.number().int().positive().optional(),
});
/** Something that broke. */
export type ToldIncident = z.infer<typeof incidentSchema>;

const storySchema = z.strictObject({
  objective: z.string().regex(/^0\.\d+$/),
  traffic: z.string(),
  /** Of requests that fail on an ordinary day. */
  failing: share,
  /** Of requests that take longer than 300 ms. */
  slow: share,
  deploys: z.enum(['daily', 'weekly']),
  /** Days since people last looked at the objectives; never if absent. */
  reviewed: days.optional(),
  /** Measured from so many days ago; all along if absent. */
  since: days.optional(),
  /** Measured until so many days ago; to this day if absent. */
  until: days.optional(),
  incidents: z.array(incidentSchema),
});

const documentSchema = z.strictObject({
  traffic: z.record(
    z.string(),
    z.strictObject({ peak: z.number(), night: z.number() }),
  ),
  services: z.record(z.string(), storySchema),
});

/** What one service promises, and how it went. */
export interface SloStory extends Omit<z.infer<typeof storySchema>, 'traffic'> {
  name: string;
  /** Requests a minute. */
  traffic: { peak: number; night: number };
}

/** The stories of all services that promise something. */
export async function readSloStories(): Promise<SloStory[]> {
  const { services, traffic } = documentSchema.parse(
    parse(await readCompanyFile('slos.yaml')),
  );
  return Object.entries(services).map(([name, story]) => {
    const kind = traffic[story.traffic];
    if (!kind) {
      const known = Object.keys(traffic).join(', ');
      throw new Error(
        `${name}: no traffic named '${story.traffic}' among ${known}`,
      );
    }
    return { ...story, name, traffic: kind };
  });
}
