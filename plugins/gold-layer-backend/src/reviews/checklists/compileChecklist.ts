import {
  ChecklistDocument,
  ControlDocument,
  FactType,
  SectionDocument,
} from '@gold-layer/backstage-plugin-common';
import type { DefinitionProblem } from '../../definitions';
import type { FactRegistry } from '../../facts';
import { createContexts } from '../../rules/createContext';
import { CompiledRule, RuleLanguage } from '../../rules/RuleLanguage';

/** A control ready to be evaluated. */
export interface CompiledControl {
  id: string;
  section: SectionDocument;
  document: ControlDocument;
  rule?: CompiledRule;
  /** Why its rule cannot be read any more: a fact it reads is not defined now, say. */
  ruleProblem?: string;
  appliesTo?: CompiledRule;
}

/** One version of a checklist, ready to be walked. */
export interface CompiledChecklist {
  name: string;
  title: string;
  version: string;
  hash: string;
  /** The document as written. */
  source: string;
  document: ChecklistDocument;
  appliesTo?: CompiledRule;
  controls: ReadonlyMap<string, CompiledControl>;
  /** Facts that any rule reads. */
  facts: ReadonlySet<string>;
  /** Title and unit of facts by name. */
  words: ReadonlyMap<string, { title: string; unit?: string }>;
  createContext: ReturnType<typeof createContexts>;
}

/** Compiles a version; rules that have gone bad since it was written leave their controls to people. */
export function compileChecklist(
  version: Pick<
    CompiledChecklist,
    'name' | 'title' | 'version' | 'hash' | 'source' | 'document'
  >,
  registry: FactRegistry,
): CompiledChecklist {
  const language = RuleLanguage.create({ facts: registry });
  const { spec } = version.document;
  const serviceRule = (text: string | undefined) =>
    text === undefined
      ? undefined
      : language.compile(text, { serviceOnly: true }).rule;
  const controls = new Map<string, CompiledControl>();
  for (const section of spec.sections) {
    for (const document of section.controls) {
      const compiled =
        document.rule === undefined
          ? undefined
          : language.compile(document.rule);
      controls.set(document.id, {
        id: document.id,
        section,
        document,
        rule: compiled?.rule,
        ruleProblem: compiled?.problems?.map(({ reason }) => reason).join('; '),
        appliesTo: serviceRule(document.appliesTo),
      });
    }
  }
  const appliesTo = serviceRule(spec.appliesTo);
  const facts = new Set(
    [...controls.values()].flatMap(({ rule }) => rule?.facts ?? []),
  );
  const known = registry.all().filter(({ name }) => facts.has(name));
  return {
    ...version,
    appliesTo,
    controls,
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

/** What is wrong with a checklist beyond its schema: rules, and names used twice. */
export function verifyChecklist(
  document: ChecklistDocument,
  registry: FactRegistry,
): DefinitionProblem[] {
  const language = RuleLanguage.create({ facts: registry });
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
  const taken = new Set<string>();
  const take = (kind: string, id: string, path: (string | number)[]) => {
    if (taken.has(`${kind} ${id}`)) {
      problems.push({
        path,
        reason: `Another ${kind} is already named '${id}'`,
      });
    }
    taken.add(`${kind} ${id}`);
  };
  verify(['spec', 'appliesTo'], document.spec.appliesTo, true);
  document.spec.sections.forEach((section, index) => {
    const inSection = ['spec', 'sections', index];
    take('section', section.id, [...inSection, 'id']);
    section.controls.forEach((control, position) => {
      const inControl = [...inSection, 'controls', position];
      take('control', control.id, [...inControl, 'id']);
      verify([...inControl, 'rule'], control.rule, false);
      verify([...inControl, 'appliesTo'], control.appliesTo, true);
    });
  });
  return problems;
}
