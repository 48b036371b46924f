import {
  FactType,
  FactValue,
  isYetToCome,
} from '@gold-layer/backstage-plugin-common';
import {
  presenceOf,
  RuleContext,
  RuleLanguage,
  staleSince,
  toRuleValue,
  variableOf,
  yetToCome,
} from './RuleLanguage';
import { RuleService, serviceFields } from './serviceFields';

/** A fact of one service as stored. */
export interface KnownFact {
  fact: string;
  value: FactValue;
  /** Milliseconds; stale after this, never if absent. */
  validUntil?: number;
  /** Taken to have been so all along, also before the time that it may name. */
  steady?: boolean;
}

/** Whether a fact still counts. */
export function isFresh({ validUntil }: KnownFact, now: number): boolean {
  return validUntil === undefined || validUntil > now;
}

/** Makes contexts for one language and the facts that its rules read. */
export function createContexts(
  language: RuleLanguage,
  types: ReadonlyMap<string, FactType>,
) {
  const presences = language.presences();
  const input = (name: string) => ({
    variable: variableOf(name),
    presence: presences.has(name) ? presenceOf(name) : undefined,
  });
  const facts = new Map(
    [...types].map(([fact, type]) => [
      fact,
      { type, ahead: language.mayLieAhead(fact), ...input(`facts.${fact}`) },
    ]),
  );
  const fields = [...serviceFields].map(([name, { read }]) => ({
    read,
    ...input(name),
  }));
  const absent = [...presences].map(name => [presenceOf(name), false] as const);

  /**
   * What rules know of a service: its fields and its fresh facts. A stale fact
   * is neither there nor known to be absent, so that even `has()` of it yields
   * no answer. The same goes for one of what has been that names a time yet to
   * come: its age would be less than any, today and for years.
   */
  return (
    service: RuleService,
    known: readonly KnownFact[],
    now: Date,
  ): RuleContext => {
    const context: RuleContext = new Map<string, unknown>(absent);
    const stale = new Map<string, number>();
    const early = new Map<string, number>();
    context.set('now', now);
    context.set(staleSince, stale);
    context.set(yetToCome, early);
    for (const { read, variable, presence } of fields) {
      const value = read(service);
      if (value === undefined) continue;
      context.set(variable, value);
      if (presence) context.set(presence, true);
    }
    for (const fact of known) {
      const found = facts.get(fact.fact);
      if (!found) continue;
      const { type, variable, presence } = found;
      if (!isFresh(fact, now.getTime())) {
        stale.set(fact.fact, fact.validUntil ?? 0);
        if (presence) context.delete(presence);
      } else if (
        !fact.steady &&
        isYetToCome(found, fact.value, now.getTime())
      ) {
        early.set(fact.fact, Date.parse(String(fact.value)));
        if (presence) context.delete(presence);
      } else {
        context.set(variable, toRuleValue(fact.value, type));
        if (presence) context.set(presence, true);
      }
    }
    return context;
  };
}
