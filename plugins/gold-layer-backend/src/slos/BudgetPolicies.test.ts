import { NotFoundError } from '@backstage/errors';
import { readBuiltInDocuments } from '../definitions/readBuiltIn';
import { MemoryDefinitions } from '../scorecards/__testUtils__/MemoryDefinitions';
import { BudgetPolicies } from './BudgetPolicies';

type Written = {
  metadata: { name: string };
  spec: { states: Record<string, object>; thresholds: object };
};
const isPolicy = (document: unknown): document is Written =>
  typeof document === 'object' &&
  document !== null &&
  'kind' in document &&
  document.kind === 'BudgetPolicy';
const builtIn = readBuiltInDocuments('policies').filter(isPolicy);
const [usual] = builtIn;

function policies(documents: unknown[] = builtIn) {
  const definitions = new MemoryDefinitions();
  const found = BudgetPolicies.create({ definitions });
  definitions.put('BudgetPolicy', documents);
  return { definitions, found };
}

describe('budget policies in force', () => {
  it('are the built-in ones, by name', () => {
    const { found } = policies();
    expect(found.all().map(({ metadata }) => metadata.name)).toEqual([
      'default',
      'strict',
    ]);
    expect(found.of({}).document.spec).toMatchObject({
      thresholds: { healthy: 0.5, warning: 0.25 },
      thawAbove: 0.1,
      exceptions: expect.arrayContaining([
        'security-patch',
        'regulatory',
        'data-loss-prevention',
      ]),
    });
    expect(found.of({ policy: 'strict' })).toEqual({
      document: expect.objectContaining({
        metadata: expect.objectContaining({ name: 'strict' }),
      }),
    });
  });

  it('fall back to the default one, saying so', () => {
    const { found } = policies();
    const { document, problem } = found.of({ policy: 'strickt' });
    expect(document.metadata.name).toBe('default');
    expect(problem).toContain(
      "Found policy 'strickt', expected one of default, strict",
    );
  });

  it('say when there is none at all', () => {
    const { found } = policies([]);
    expect(() => found.of({ policy: 'strict' })).toThrow(NotFoundError);
  });

  it('change with their documents', () => {
    const { definitions, found } = policies();
    expect(found.of({}).document.spec.thawAbove).toBe(0.1);
    definitions.put('BudgetPolicy', [
      { ...usual, spec: { ...usual.spec, thawAbove: 0.2 } },
    ]);
    expect(found.of({}).document.spec.thawAbove).toBe(0.2);
  });

  it('never allow what nobody knows, and have their thresholds in order', () => {
    const wrong = {
      ...usual,
      spec: {
        ...usual.spec,
        thresholds: { healthy: 0.2, warning: 0.4 },
        states: {
          ...usual.spec.states,
          unknown: { gate: 'allow', actions: [] },
        },
      },
    };
    expect(() => policies([wrong])).toThrow(
      /thresholds.*at most spec\.thresholds\.healthy.*unknown.*never allowed silently/s,
    );
  });
});
