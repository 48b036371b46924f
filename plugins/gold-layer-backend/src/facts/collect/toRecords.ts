import {
  FactDefinition,
  factValueProblem,
  factValueSchema,
  normalizeFactValue,
} from '@gold-layer/backstage-plugin-common';
import type {
  DatedFact,
  CollectedFact,
} from '@gold-layer/backstage-plugin-node';
import { brief } from '../../http/serve';
import {
  isStorable,
  isStorableValue,
  unstorable,
} from '../../http/storableText';
import type { FactToRecord } from '../FactStore';
import { validUntil } from '../validUntil';

/** What a source gave, sorted into what can be recorded and what is wrong. */
export interface Records {
  records: FactToRecord[];
  problems: string[];
}

/** Checks values of a source against its definitions. */
export function toRecords(
  facts: (CollectedFact & Pick<DatedFact, 'service'>)[],
  options: {
    source: string;
    definitions: ReadonlyMap<string, FactDefinition>;
    now: Date;
  },
): Records {
  const result: Records = { records: [], problems: [] };
  for (const { service, fact, value, collectedAt = options.now } of facts) {
    const definition = options.definitions.get(fact);
    const allowed = definition
      ? problemOf(definition, value)
      : 'a fact that the source defines';
    if (!isStorable(service)) {
      result.problems.push(
        `The source spoke of ${brief(service)}; right would be a service without ${unstorable}`,
      );
      continue;
    }
    if (definition && !allowed) {
      result.records.push({
        service,
        fact,
        value: normalizeFactValue(definition, value),
        source: options.source,
        collectedAt,
        validUntil: validUntil(collectedAt, definition.validFor),
        history: definition.history,
      });
    } else {
      result.problems.push(
        `The source gave ${brief(value)} for ${fact}; right would be ${allowed}`,
      );
    }
  }
  return result;
}

function problemOf(
  definition: FactDefinition,
  value: CollectedFact['value'],
): string | undefined {
  if (!factValueSchema.safeParse(value).success) {
    return 'true or false, a number, a text or a list of texts, none of them too long';
  }
  return (
    factValueProblem(definition, value) ??
    (isStorableValue(value) ? undefined : `a value without ${unstorable}`)
  );
}
