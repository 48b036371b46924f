import {
  FactDefinition,
  factDefinitionSchema,
  FactValue,
} from '@gold-layer/backstage-plugin-common';
import { toRecords } from './toRecords';

const definitions = new Map<string, FactDefinition>(
  (['string', 'list'] as const).map(type => [
    `a.${type}`,
    factDefinitionSchema.parse({
      name: `a.${type}`,
      type,
      title: type,
      description: type,
    }),
  ]),
);
const options = { source: 'pager', definitions, now: new Date(0) };
const service = 'component:default/a';

it.each<[string, FactValue]>([
  ['a.string', 'a\0b'],
  ['a.string', 'half \ud83c of it'],
  ['a.list', ['good', '\udf89']],
])('does not take %s of %j, which no database holds', (fact, value) => {
  const good = { service, fact: 'a.string', value: 'whole 🎉' };
  const { records, problems } = toRecords(
    [{ service, fact, value }, good],
    options,
  );
  expect(records).toEqual([expect.objectContaining(good)]);
  expect(problems).toEqual([
    `The source gave ${JSON.stringify(value)} for ${fact}; right would be a value without the character U+0000 or half of a character`,
  ]);
});

it('does not take what is said about a service that no database holds', () => {
  const { records, problems } = toRecords(
    [{ service: 'component:default/a\0', fact: 'a.string', value: 'x' }],
    options,
  );
  expect(records).toEqual([]);
  expect(problems).toEqual([
    'The source spoke of "component:default/a\\u0000"; right would be a service without the character U+0000 or half of a character',
  ]);
});
