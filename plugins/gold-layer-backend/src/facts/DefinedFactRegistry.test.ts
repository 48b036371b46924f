import { mockServices } from '@backstage/backend-test-utils';
import {
  factsDocument,
  HeldDefinitions,
} from './__testUtils__/HeldDefinitions';
import { DefinedFactRegistry } from './DefinedFactRegistry';
import type { RegisteredFact } from './FactRegistry';

const facts = (name: string, ...names: string[]) =>
  factsDocument(
    name,
    names.map(fact => ({ name: fact })),
  );

const collected: RegisteredFact[] = [
  {
    name: 'repository.readme.present',
    type: 'boolean',
    title: 'README',
    description: 'README',
    history: false,
    source: 'repository',
  },
];

describe('DefinedFactRegistry', () => {
  function setUp() {
    const definitions = new HeldDefinitions();
    const registry = DefinedFactRegistry.create({
      collected,
      definitions,
      logger: mockServices.logger.mock(),
    });
    const problems: typeof definitions.problems = document =>
      definitions.problems(document);
    return { definitions, registry, problems };
  }

  it('knows facts of sources and follows documents', async () => {
    const { definitions, registry } = setUp();
    const changed = jest.fn();
    registry.subscribe(changed);
    definitions.held = [
      { document: facts('build', 'build.coverage.unit'), origin: 'built-in' },
    ];
    await definitions.reload();
    await definitions.reload();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(registry.get('repository.readme.present')?.source).toBe(
      'repository',
    );
    expect(registry.get('build.coverage.unit')?.source).toBe('push');
    expect(registry.all()).toHaveLength(2);
  });

  it('names the nearest fact, and none when nothing is near', () => {
    const { registry } = setUp();
    expect(registry.nearest('repository.readme.presnt')).toBe(
      'repository.readme.present',
    );
    expect(registry.nearest('x.y')).toBeUndefined();
    expect(registry.nearest('x'.repeat(5000))).toBeUndefined();
  });

  it('refuses names that exist already or begin another', () => {
    const { problems } = setUp();
    expect(problems(facts('a', 'repository.readme.present'))).toEqual([
      expect.stringContaining('already defined by the source repository'),
    ]);
    expect(problems(facts('a', 'repository.readme'))).toEqual([
      expect.stringContaining("clashes with 'repository.readme.present'"),
    ]);
    expect(problems(facts('a', 'a.b', 'a.b.c'))).toEqual([
      expect.stringContaining('of this document'),
    ]);
    expect(problems(facts('a', 'a.b', 'a.c'))).toEqual([]);
  });

  it('blames exactly one of two documents, never the built-in one', () => {
    const { definitions, problems } = setUp();
    const builtIn = facts('m', 'x.y');
    const added = facts('a', 'x.y.z');
    definitions.held = [{ document: builtIn, origin: 'built-in' }];
    expect(problems(added)).toHaveLength(1);
    expect(problems(builtIn)).toHaveLength(0);
    definitions.held = [
      { document: facts('m', 'x.y'), origin: '/etc/m.yaml' },
      { document: added, origin: '/etc/a.yaml' },
    ];
    expect(problems(added)).toHaveLength(0);
    expect(problems(facts('m', 'x.y'))).toHaveLength(1);
  });
});
