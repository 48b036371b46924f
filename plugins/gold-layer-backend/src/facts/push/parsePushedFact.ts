import {
  clockToleranceMs,
  factValueProblem,
  FactValue,
  isYetToCome,
  normalizeFactValue,
  PushedFact,
  pushedFactSchema,
} from '@gold-layer/backstage-plugin-common';
import { brief } from '../../http/serve';
import {
  isStorable,
  isStorableValue,
  unstorable,
} from '../../http/storableText';
import { pushSource } from '../DefinedFactRegistry';
import type { FactRegistry, RegisteredFact } from '../FactRegistry';
import type { FactToRecord } from '../FactStore';
import { validUntil } from '../validUntil';

/** A pushed item that can be recorded, or why it cannot. */
export type ParsedItem =
  | { fact: FactToRecord; reason?: undefined }
  | { fact?: undefined; reason: string };

const dayMs = 24 * 3600_000;
const oldestDays = 400;
const furthestAheadMinutes = clockToleranceMs / 60_000;
const longestValidityDays = 3660;

/** Judges one pushed item by itself. Whether its service exists is not known here. */
export function parsePushedFact(
  item: unknown,
  options: { registry: FactRegistry; source: string; now: Date },
): ParsedItem {
  const { registry, source, now } = options;
  const parsed = pushedFactSchema.safeParse(item, { reportInput: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'item';
    return refuse(field, { found: issue.input, right: issue.message });
  }
  const pushed = parsed.data;
  if (!isStorable(pushed.service)) {
    return refuse('service', {
      found: pushed.service,
      right: `a ref without ${unstorable}`,
    });
  }
  const definition = registry.get(pushed.fact);
  if (definition?.source !== pushSource) {
    return { reason: notPushable(pushed.fact, { definition, registry }) };
  }
  const allowed = valueProblem(definition, { value: pushed.value, now });
  if (allowed) return refuse('value', { found: pushed.value, right: allowed });

  const collectedAt = pushed.collectedAt ? new Date(pushed.collectedAt) : now;
  const outOfRange = timeProblem(collectedAt, now);
  if (outOfRange) {
    return refuse('collectedAt', {
      found: pushed.collectedAt,
      right: outOfRange,
    });
  }
  const until = validUntil(collectedAt, pushed.validFor ?? definition.validFor);
  if (until && !isSensible(until, collectedAt)) {
    return refuse('validFor', {
      found: pushed.validFor,
      right: 'a duration of more than nothing and at most ten years',
    });
  }
  return {
    fact: toRecord(pushed, { definition, source, collectedAt, until }),
  };
}

function valueProblem(
  definition: RegisteredFact,
  { value, now }: { value: FactValue; now: Date },
): string | undefined {
  const allowed = factValueProblem(definition, value);
  if (allowed) return allowed;
  if (!isStorableValue(value)) return `a value without ${unstorable}`;
  return isYetToCome(definition, value, now.getTime())
    ? `a time at most ${furthestAheadMinutes} minutes ahead of ${now.toISOString()}, as the definition of ${definition.name} does not say 'ahead: true'`
    : undefined;
}

function toRecord(
  { service, fact, value }: PushedFact,
  options: {
    definition: RegisteredFact;
    source: string;
    collectedAt: Date;
    until?: Date;
  },
): FactToRecord {
  const { definition, source, collectedAt, until } = options;
  return {
    service,
    fact,
    value: normalizeFactValue(definition, value),
    source,
    collectedAt,
    validUntil: until,
    history: definition.history,
  };
}

/** The one shape of a refusal: which field, what was found, what would be right. */
export function refuse(
  field: string,
  { found, right }: { found: unknown; right: string },
): { reason: string } {
  return { reason: `${field}: found ${brief(found)}, right is: ${right}` };
}

function notPushable(
  fact: string,
  options: { definition?: RegisteredFact; registry: FactRegistry },
): string {
  const { definition, registry } = options;
  if (definition) {
    return `fact: '${fact}' comes from the source '${definition.source}' and cannot be pushed`;
  }
  const near = registry.nearest(fact);
  return `fact: '${fact}' is not defined${near ? `; the nearest is '${near}'` : ''}. GET /fact-definitions lists all`;
}

function timeProblem(collectedAt: Date, now: Date): string | undefined {
  const age = now.getTime() - collectedAt.getTime();
  if (age > oldestDays * dayMs) return `a time at most ${oldestDays} days ago`;
  return age < -furthestAheadMinutes * 60_000
    ? `a time at most ${furthestAheadMinutes} minutes ahead of ${now.toISOString()}`
    : undefined;
}

function isSensible(until: Date, collectedAt: Date): boolean {
  const length = until.getTime() - collectedAt.getTime();
  return length > 0 && length <= longestValidityDays * dayMs;
}
