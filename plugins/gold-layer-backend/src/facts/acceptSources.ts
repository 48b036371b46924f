import {
  factDefinitionSchema,
  factNamesClash,
} from '@gold-layer/backstage-plugin-common';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import { z } from 'zod';
import { pushSource } from './DefinedFactRegistry';
import type { RegisteredFact } from './FactRegistry';

/** A source that cannot be used, and why. */
export interface RefusedSource {
  source: FactSource;
  reason: string;
}

/** Sources sorted into those that can be used, with their facts, and those that cannot. */
export interface AcceptedSources {
  accepted: FactSource[];
  facts: RegisteredFact[];
  refused: RefusedSource[];
}

const nameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Checks sources in the order in which they were added: a bad one never costs the others. */
export function acceptSources(sources: FactSource[]): AcceptedSources {
  const result: AcceptedSources = { accepted: [], facts: [], refused: [] };
  for (const source of sources) {
    const reason = nameProblem(source, result) ?? factsProblem(source, result);
    if (reason) result.refused.push({ source, reason });
    else {
      result.accepted.push(source);
      for (const fact of source.facts) {
        const definition = factDefinitionSchema.parse(fact);
        result.facts.push({ ...definition, source: source.name });
      }
    }
  }
  return result;
}

function nameProblem(
  { name }: FactSource,
  { accepted }: AcceptedSources,
): string | undefined {
  if (!nameSchema.safeParse(name).success) {
    return `The name '${name}' must be lower case letters, digits and hyphens`;
  }
  return name === pushSource || accepted.some(it => it.name === name)
    ? `The name '${name}' is taken by another source`
    : undefined;
}

function factsProblem(
  source: FactSource,
  { facts }: AcceptedSources,
): string | undefined {
  const names = facts.map(({ name }) => name);
  for (const fact of source.facts) {
    const parsed = factDefinitionSchema.safeParse(fact);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `Its fact '${fact.name}' is wrong: ${issue.path.join('.')}: ${issue.message}`;
    }
    const clash = names.find(name => factNamesClash(name, fact.name));
    if (clash) return `Its fact '${fact.name}' clashes with '${clash}'`;
    names.push(fact.name);
  }
  return undefined;
}
