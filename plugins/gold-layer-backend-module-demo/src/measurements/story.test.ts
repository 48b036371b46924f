import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  factsDocumentSchema,
  factDefinitionSchema,
  factValueProblem,
  sloFactDefinitions,
} from '@gold-layer/backstage-plugin-common';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readOrganisation } from '../organisation/readOrganisation';
import { retell } from './retell';
import { readStorybook, type Storybook } from './story';

async function readDefinitions() {
  const folder = resolvePackagePath(
    '@gold-layer/backstage-plugin-backend',
    'definitions/facts',
  );
  const documents = await Promise.all(
    (await readdir(folder)).map(async file =>
      factsDocumentSchema.parse(
        parse(await readFile(join(folder, file), 'utf8')),
      ),
    ),
  );
  const defined = [
    ...documents.flatMap(({ spec }) => spec.facts),
    ...sloFactDefinitions.map(fact => factDefinitionSchema.parse(fact)),
  ];
  return new Map(defined.map(fact => [fact.name, fact]));
}

describe('the stories of the example company', () => {
  let storybook: Storybook;

  beforeAll(async () => {
    storybook = await readStorybook();
  });

  it('are told in order, each within ninety-nine days', () => {
    for (const chapters of storybook.stories.values()) {
      const days = chapters.map(({ daysAgo }) => daysAgo);
      expect(days).toEqual([...days].sort((a, b) => b - a));
      expect(days[0]).toBeLessThan(99);
    }
  });

  it('are about services that exist', async () => {
    const { entities } = await readOrganisation();
    const names = entities
      .filter(entity => entity.kind === 'Component')
      .map(entity => `component:default/${entity.metadata.name}`);
    expect(names).toEqual(
      expect.arrayContaining([...storybook.stories.keys()]),
    );
  });

  it('tell only what is defined, in values of its type, by a known tool', async () => {
    const definitions = await readDefinitions();
    const problems = new Set<string>();
    for (const [service, story] of storybook.stories) {
      for (const { fact, value } of retell(service, {
        story,
        now: new Date(),
      })) {
        const definition = definitions.get(fact);
        const problem = definition
          ? factValueProblem(definition, value)
          : 'not defined';
        if (problem) problems.add(`${fact}: ${problem}`);
        if (!storybook.tools[fact.split('.')[0]])
          problems.add(`${fact}: no tool`);
      }
    }
    expect([...problems]).toEqual([]);
  });

  it('leave the tracker one pushable check from Silver', () => {
    const tracker = storybook.stories.get('component:default/parcel-tracker');
    const { facts } = tracker?.at(-1) ?? {};
    expect(facts).toHaveProperty(['testing.coverage.integration']);
    expect(facts).not.toHaveProperty(['testing.coverage.unit']);
  });
});
