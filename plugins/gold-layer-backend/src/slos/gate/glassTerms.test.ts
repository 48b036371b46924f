import {
  BudgetPolicyDocument,
  budgetPolicyDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { readBuiltInDocuments } from '../../definitions/readBuiltIn';
import { glassTerms } from './glassTerms';

const usual = readBuiltInDocuments('policies')
  .map(document => budgetPolicyDocumentSchema.safeParse(document))
  .flatMap(({ data }) => data ?? [])[0];
const policy = (
  longestHours: number,
  ...roles: string[]
): BudgetPolicyDocument => ({
  ...usual,
  spec: { ...usual.spec, breakGlass: { roles, longestHours } },
});

describe('the terms of several policies', () => {
  it.each([
    ['one', [policy(24, 'a', 'b')], ['a', 'b'], 24],
    ['roles of both', [policy(24, 'a', 'b'), policy(8, 'b', 'c')], ['b'], 8],
    [
      'nothing in common',
      [policy(24, 'a'), policy(8, 'b', 'c')],
      ['b', 'c'],
      8,
    ],
  ])('%s', (_, [first, ...others], roles, longestHours) => {
    expect(glassTerms([first, ...others])).toEqual({ roles, longestHours });
  });
});
