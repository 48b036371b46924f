import type {
  CheckDocument,
  ScorecardDocument,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionProblem,
  LoadedDefinition,
} from '../definitions/Definitions';
import type {
  Compilation,
  CompiledRule,
  RuleLanguage,
} from '../rules/RuleLanguage';

/** A check ready to be evaluated. */
export interface CompiledCheck {
  id: string;
  /** The check as written. */
  document: CheckDocument;
  rule: CompiledRule;
  appliesTo?: CompiledRule;
}

/** A scorecard ready to be evaluated. */
export interface CompiledScorecard {
  name: string;
  version: string;
  hash: string;
  appliesTo?: CompiledRule;
  waivedCounts: boolean;
  levels: { name: string; checks: CompiledCheck[] }[];
  /** Every check of every level, in order. */
  checks: CompiledCheck[];
}

/**
 * Compiles every rule of a scorecard.
 *
 * @throws Error if one is wrong; {@link verifyScorecard} keeps such documents away
 */
export function compileScorecard(
  definition: LoadedDefinition<ScorecardDocument>,
  language: RuleLanguage,
): CompiledScorecard {
  const { name, version, hash, document } = definition;
  const serviceRule = (text: string | undefined) =>
    text === undefined
      ? undefined
      : ruleOf(language.compile(text, { serviceOnly: true }));
  const levels = document.spec.levels.map(level => ({
    name: level.name,
    checks: level.checks.map(check => ({
      id: check.id,
      document: check,
      rule: ruleOf(language.compile(check.rule)),
      appliesTo: serviceRule(check.appliesTo),
    })),
  }));
  return {
    name,
    version,
    hash,
    appliesTo: serviceRule(document.spec.appliesTo),
    waivedCounts: document.spec.waivedCounts,
    levels,
    checks: levels.flatMap(({ checks }) => checks),
  };
}

/** Words that lists use for services without a level. */
const reserved = new Set(['none', 'unscored']);

/** What is wrong with a scorecard beyond its schema: rules, and names used twice. */
export function verifyScorecard(
  document: ScorecardDocument,
  language: RuleLanguage,
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const verify = (
    path: (string | number)[],
    text: string | undefined,
    serviceOnly: boolean,
  ) => {
    if (text === undefined) return;
    const found = language.compile(text, { serviceOnly }).problems ?? [];
    problems.push(...found.map(({ reason }) => ({ path, reason })));
  };
  const taken = new Map<string, string>();
  const take = (kind: string, name: string, path: (string | number)[]) => {
    if (taken.has(`${kind} ${name}`)) {
      problems.push({
        path,
        reason: `Another ${kind} is already named '${name}'`,
      });
    }
    taken.set(`${kind} ${name}`, name);
  };

  verify(['spec', 'appliesTo'], document.spec.appliesTo, true);
  document.spec.levels.forEach((level, index) => {
    const inLevel = ['spec', 'levels', index];
    take('level', level.name, [...inLevel, 'name']);
    if (reserved.has(level.name)) {
      problems.push({
        path: [...inLevel, 'name'],
        reason: `'${level.name}' means that no level is held; choose another name`,
      });
    }
    level.checks.forEach((check, position) => {
      const inCheck = [...inLevel, 'checks', position];
      take('check', check.id, [...inCheck, 'id']);
      verify([...inCheck, 'rule'], check.rule, false);
      verify([...inCheck, 'appliesTo'], check.appliesTo, true);
    });
  });
  return problems;
}

function ruleOf({ rule, problems }: Compilation): CompiledRule {
  if (rule) return rule;
  throw new Error(problems.map(({ reason }) => reason).join('; '));
}
