import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  budgetPolicyDocumentSchema,
  budgetPolicyProblems,
  checklistDocumentSchema,
  factsDocumentSchema,
  rolesDocumentSchema,
  rubricDocumentSchema,
  scorecardDocumentSchema,
  waiverPolicyDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { verifyRubric } from '../assessments/rubrics/compileRubric';
import { verifyChecklist } from '../reviews/checklists/compileChecklist';
import { verifyScorecard } from '../scorecards/compileScorecard';
import { RuleLanguage } from '../rules/RuleLanguage';
import { definedFacts } from './definedFacts';

const guide = readFileSync(
  resolvePackagePath(
    '@gold-layer/backstage-plugin-backend',
    '../../docs/definitions.md',
  ),
  'utf8',
);

function blocks(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms');
  return [...guide.matchAll(fence)].map(([, text]) => text);
}

describe('the examples of the guide to definitions', () => {
  const documents = blocks('yaml').map(text => parse(text));
  const documentOf = (wanted: string) =>
    documents.find(({ kind }) => kind === wanted);
  const facts = definedFacts(
    factsDocumentSchema.parse(documentOf('Facts')).spec.facts,
  );
  const scorecard = scorecardDocumentSchema.parse(documentOf('Scorecard'));
  const language = RuleLanguage.create({ facts });

  it('are a scorecard that loads', () => {
    expect(verifyScorecard(scorecard, language)).toEqual([]);
  });

  it('are a checklist that loads', () => {
    const checklist = checklistDocumentSchema.parse(documentOf('Checklist'));
    expect(verifyChecklist(checklist, facts)).toEqual([]);
  });

  it('are a rubric that loads', () => {
    const rubric = rubricDocumentSchema.parse(documentOf('Rubric'));
    expect(verifyRubric(rubric, { facts, others: [] })).toEqual([]);
  });

  it('are a budget policy that loads', () => {
    const policy = budgetPolicyDocumentSchema.parse(documentOf('BudgetPolicy'));
    expect(budgetPolicyProblems(policy)).toEqual([]);
  });

  it.each([
    ['Roles', rolesDocumentSchema],
    ['WaiverPolicy', waiverPolicyDocumentSchema],
  ])('are a document of the kind %s', (kind, schema) => {
    expect(schema.safeParse(documentOf(kind)).error).toBeUndefined();
  });

  it.each(blocks('cel').flatMap(text => text.trim().split('\n')))(
    'are rules that compile: %s',
    rule => {
      expect(language.compile(rule).problems).toBeUndefined();
    },
  );

  it.each([
    '[1.0, 2.0].exists(x, x > 1) && {"a": 1.0}["a"] > 0',
    '"Abc".trim().lowerAscii().startsWith("a") && 2 in [1, 2]',
    'now.getFullYear() > 2000 && size(service.tags) >= 0',
  ])('name what is offered: %s', rule => {
    expect(language.compile(rule).problems).toBeUndefined();
  });

  it.each(['service.name.matches("a+")', 'facts.entity.tags.count == "2"'])(
    'name what is not: %s',
    rule => {
      expect(language.compile(rule).problems).toHaveLength(1);
    },
  );
});
