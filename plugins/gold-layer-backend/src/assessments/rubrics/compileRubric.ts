import {
  FactType,
  GradeDocument,
  RubricDocument,
  rubricFactName,
  rubricProblems,
} from '@gold-layer/backstage-plugin-common';
import type { DefinitionProblem } from '../../definitions';
import type { FactRegistry } from '../../facts';
import { createContexts } from '../../rules/createContext';
import { CompiledRule, RuleLanguage } from '../../rules/RuleLanguage';

/** A grade with its rule, if it has one that can be read. */
export interface CompiledGrade {
  document: GradeDocument;
  rule?: CompiledRule;
  /** Why its rule cannot be read any more: a fact it reads is not defined now, say. */
  ruleProblem?: string;
}

/** One version of a rubric, ready to suggest grades. */
export interface CompiledRubric {
  name: string;
  title: string;
  version: string;
  hash: string;
  /** `built-in`, or the file or URL it came from. */
  origin: string;
  /** The document as written. */
  source: string;
  document: RubricDocument;
  dimensions: ReadonlyMap<string, CompiledGrade[]>;
  /** Facts that any rule reads. */
  facts: ReadonlySet<string>;
  /** Title and unit of facts by name. */
  words: ReadonlyMap<string, { title: string; unit?: string }>;
  createContext: ReturnType<typeof createContexts>;
}

/** Compiles a version; rules that have gone bad since it was written suggest nothing. */
export function compileRubric(
  version: Pick<
    CompiledRubric,
    'name' | 'title' | 'version' | 'hash' | 'origin' | 'source' | 'document'
  >,
  registry: FactRegistry,
): CompiledRubric {
  const language = RuleLanguage.create({ facts: registry });
  const dimensions = new Map(
    version.document.spec.dimensions.map(({ id, grades }) => [
      id,
      grades.map(grade => compileGrade(grade, language)),
    ]),
  );
  const rules = [...dimensions.values()].flat();
  const facts = new Set(rules.flatMap(({ rule }) => rule?.facts ?? []));
  const known = registry.all().filter(({ name }) => facts.has(name));
  return {
    ...version,
    dimensions,
    facts,
    words: new Map(
      known.map(({ name, title, unit }) => [name, { title, unit }]),
    ),
    createContext: createContexts(
      language,
      new Map(known.map(({ name, type }): [string, FactType] => [name, type])),
    ),
  };
}

function compileGrade(
  document: GradeDocument,
  language: RuleLanguage,
): CompiledGrade {
  if (document.suggestedBy === undefined) return { document };
  const { rule, problems } = language.compile(document.suggestedBy);
  return {
    document,
    rule,
    ruleProblem: problems?.map(({ reason }) => reason).join('; '),
  };
}

/** What is wrong with a rubric beyond its schema: grades, weights, bands, rules, and the names of its facts. */
export function verifyRubric(
  document: RubricDocument,
  options: { facts: FactRegistry; others: readonly string[] },
): DefinitionProblem[] {
  const language = RuleLanguage.create({ facts: options.facts });
  return [
    ...nameProblems(document, options.others),
    ...rubricProblems(document),
    ...document.spec.dimensions.flatMap(({ grades }, dimension) =>
      grades.flatMap(({ suggestedBy }, grade) =>
        ruleProblems(suggestedBy, language).map(reason => ({
          path: [
            'spec',
            'dimensions',
            dimension,
            'grades',
            grade,
            'suggestedBy',
          ],
          reason,
        })),
      ),
    ),
  ];
}

function ruleProblems(
  text: string | undefined,
  language: RuleLanguage,
): string[] {
  if (text === undefined) return [];
  const { rule, problems = [] } = language.compile(text);
  const circular = rule?.facts.find(name => name.startsWith('assessment.'));
  return circular
    ? [`A grade cannot rest on an assessment: '${circular}' is one's outcome`]
    : problems.map(({ reason }) => reason);
}

function nameProblems(
  { metadata: { name } }: RubricDocument,
  others: readonly string[],
): DefinitionProblem[] {
  const path = ['metadata', 'name'];
  if (!/^[a-z]/.test(name)) {
    return [
      {
        path,
        reason: `Facts are named after the rubric: it begins with a letter, found '${name}'`,
      },
    ];
  }
  const fact = rubricFactName(name, 'score');
  const clash = others.find(
    other => other !== name && rubricFactName(other, 'score') === fact,
  );
  return clash
    ? [
        {
          path,
          reason: `Its facts would be named as those of the rubric '${clash}'; choose another name`,
        },
      ]
    : [];
}
