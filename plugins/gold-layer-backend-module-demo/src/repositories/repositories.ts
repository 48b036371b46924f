import type { Entity } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { readCompanyFile } from '../organisation/files';
import { openSloOf } from '../slos/openSlo';
import { readSloStories, type SloStory } from '../slos/sloStories';

/** The host of the example company's forge. It exists nowhere but here. */
export const forgeHost = 'git.twopelicans.example';

/** A repository of the example company. */
export interface Repository {
  /** The component it holds. */
  readonly component: Entity;
  readonly files: ReadonlyMap<string, string>;
  /** Of all contents: the same contents have the same tag. */
  readonly etag: string;
}

const documentSchema = z.strictObject({
  /** Bundles of files by path; `{name}`, `{title}`, `{owner}` and `{about}` are filled in. */
  parts: z.record(z.string(), z.record(z.string(), z.string())),
  /** By component name. */
  repositories: z.record(
    z.string(),
    z.strictObject({
      parts: z.array(z.string()),
      /** Paths among those parts that this repository lacks. */
      without: z.array(z.string()).default([]),
    }),
  ),
});
type Parts = z.infer<typeof documentSchema>['parts'];
type Outline = z.infer<typeof documentSchema>['repositories'][string];

/** Where a repository keeps its objectives. */
const sloFile = 'slo/openslo.yaml';

/** The root of a repository such as `tracking/beacon`. */
export function repositoryUrl(repository: string): string {
  return `https://${forgeHost}/${repository}/`;
}

/** The repositories of those components that have one, by `system/name`. */
export async function buildRepositories(
  components: Entity[],
): Promise<ReadonlyMap<string, Repository>> {
  const { parts, repositories } = documentSchema.parse(
    parse(await readCompanyFile('repositories.yaml')),
  );
  const stories = new Map(
    (await readSloStories()).map(story => [story.name, story]),
  );
  const built = new Map<string, Repository>();
  for (const component of components) {
    const outline = repositories[component.metadata.name];
    if (outline) {
      const path = `${component.spec?.system}/${component.metadata.name}`;
      const story = stories.get(component.metadata.name);
      built.set(path, buildRepository(component, { outline, parts, story }));
    }
  }
  return built;
}

function buildRepository(
  component: Entity,
  {
    outline,
    parts,
    story,
  }: { outline: Outline; parts: Parts; story?: SloStory },
): Repository {
  const files = new Map([['catalog-info.yaml', stringify(component)]]);
  for (const part of outline.parts) {
    for (const [path, text] of Object.entries(parts[part] ?? {})) {
      if (!outline.without.includes(path)) {
        files.set(path, fillIn(text, component));
      }
    }
  }
  if (story)
    files.set(
      sloFile,
      openSloOf(story, { ...namesOf(component), now: new Date() }),
    );
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\0${text}\0`);
  return { component, files, etag: hash.digest('hex').slice(0, 16) };
}

function fillIn(text: string, { metadata, spec }: Entity): string {
  const words: Record<string, unknown> = {
    name: metadata.name,
    title: metadata.title,
    about: metadata.description,
    owner: spec?.owner,
  };
  return text.replace(/\{(\w+)\}/g, (whole, key) =>
    String(words[key] ?? whole),
  );
}

function namesOf({ metadata, spec }: Entity) {
  return {
    owner: String(spec?.owner),
    title: metadata.title ?? metadata.name,
  };
}
