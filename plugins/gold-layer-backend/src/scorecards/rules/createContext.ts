import type { FactType, FactValue } from '@gold-layer/backstage-plugin-common';
import {
  presenceOf,
  RuleContext,
  RuleLanguage,
  staleSince,
  toRuleValue,
  variableOf,
} from './RuleLanguage';
import { RuleService, serviceFields } from './serviceFields';

/** A fact of one service as stored. */
export interface KnownFact {
  fact: string;
  value: FactValue;
  source: string;
  /** Milliseconds; stale after this, never if absent. */
  validUntil?: number;
}

/** Makes contexts for one language; call it once per batch. */
export function createContexts(
  language: RuleLanguage,
  types: ReadonlyMap<string, FactType>,
) {
  // What is not set is absent: contexts inherit the answer `false`.
  const nothing: RuleContext = Object.create(null);
  for (const name of language.presences()) nothing[presenceOf(name)] = false;

  /**
   * What rules know of a service: its fields and its fresh facts. A stale fact
   * is neither there nor known to be absent, so that even `has()` of it yields
   * no answer.
   */
  return (
    service: RuleService,
    facts: readonly KnownFact[],
    now: Date,
  ): RuleContext => {
    const context: RuleContext = Object.create(nothing);
    const stale = new Map<string, number>();
    context.now = now;
    for (const [name, { read }] of serviceFields) {
      const value = read(service);
      if (value !== undefined) put(context, name, value);
    }
    for (const { fact, value, validUntil } of facts) {
      const type = types.get(fact);
      if (type === undefined) continue;
      const name = `facts.${fact}`;
      if (validUntil === undefined || validUntil > now.getTime()) {
        put(context, name, toRuleValue(value, type));
      } else {
        stale.set(fact, validUntil);
        context[presenceOf(name)] = undefined;
      }
    }
    Reflect.set(context, staleSince, stale);
    return context;
  };
}

function put(context: RuleContext, name: string, value: unknown): void {
  context[variableOf(name)] = value;
  context[presenceOf(name)] = true;
}
