import { parse } from 'yaml';
import { z } from 'zod';
import { readCompanyFile } from '../organisation/files';

const days = z.number().int().min(0).max(399);

/** A value as told in a story. */
export const toldValueSchema = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  /** A number that differs a little from day to day. */
  z.strictObject({ about: z.number(), give: z.number().positive() }),
  /** A moment, counted from the day the story is first told. */
  z.strictObject({ daysAgo: days }),
  z.strictObject({ daysAhead: days }),
  /** The latest of moments that come round again and again. */
  z.strictObject({ every: z.number().int().min(1) }),
]);
/** A value as told in a story. */
export type ToldValue = z.infer<typeof toldValueSchema>;

const toldFactsSchema = z.record(z.string(), toldValueSchema);
/** What is measured, by fact name. */
export type ToldFacts = z.infer<typeof toldFactsSchema>;

const chapterSchema = z.strictObject({
  /** The day it begins, counted back from the day the story is first told. */
  daysAgo: days,
  /** Habits, and ways made of habits, that begin. */
  habits: z.array(z.string()).default([]),
  /** What differs from those habits. */
  facts: toldFactsSchema.default({}),
  /** Facts that nobody measures from that day on: earlier values grow stale. */
  silent: z.union([z.literal('everything'), z.array(z.string())]).default([]),
});
/** A span of a story, until the next chapter begins. */
export type Chapter = z.infer<typeof chapterSchema>;

const documentSchema = z.strictObject({
  /** The tool that measures a fact, by the first word of the fact's name. */
  tools: z.record(z.string(), z.string()),
  /** Facts that several services share, by the habit's name. */
  habits: z.record(z.string(), toldFactsSchema),
  /** Habits that go together. */
  ways: z.record(z.string(), z.array(z.string())),
  /** By component name, each the chapters from the oldest to the newest. */
  services: z.record(z.string(), z.array(chapterSchema).min(1)),
});

/** What is measured from a day on, counted back from the day of telling. */
export interface ToldChapter {
  daysAgo: number;
  facts: ToldFacts;
}

/** The stories of all services. */
export interface Storybook {
  /** The tool that measures a fact, by the first word of the fact's name. */
  tools: Readonly<Record<string, string>>;
  /** By service ref, from the oldest chapter to the newest. */
  stories: ReadonlyMap<string, ToldChapter[]>;
}

/** Reads the stories, habits spelt out. */
export async function readStorybook(): Promise<Storybook> {
  const text = await readCompanyFile('measurements.yaml');
  const { tools, habits, ways, services } = documentSchema.parse(parse(text));
  const known = { ...habits, ...spellOut(ways, habits) };
  return {
    tools,
    stories: new Map(
      Object.entries(services).map(([name, chapters]) => [
        `component:default/${name}`,
        tellChapters(chapters, known),
      ]),
    ),
  };
}

type Habits = Record<string, ToldFacts>;

function spellOut(ways: Record<string, string[]>, habits: Habits): Habits {
  return Object.fromEntries(
    Object.entries(ways).map(([way, names]) => [way, join(names, habits)]),
  );
}

function tellChapters(chapters: Chapter[], habits: Habits): ToldChapter[] {
  let facts: ToldFacts = {};
  return chapters.map(chapter => {
    facts = { ...facts, ...join(chapter.habits, habits), ...chapter.facts };
    if (chapter.silent === 'everything') facts = {};
    else for (const fact of chapter.silent) delete facts[fact];
    return { daysAgo: chapter.daysAgo, facts };
  });
}

function join(names: string[], habits: Habits): ToldFacts {
  return names.reduce<ToldFacts>((facts, name) => {
    const habit = habits[name];
    if (!habit) {
      const known = Object.keys(habits).join(', ');
      throw new Error(`No habit named '${name}' among ${known}`);
    }
    return { ...facts, ...habit };
  }, {});
}
