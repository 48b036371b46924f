import { z } from 'zod';
import type { FactDefinition, FactValue } from './fact';

const timestampSchema = z.iso.datetime({ offset: true });

/** What a value of each type looks like, for error messages. */
const typeWords = {
  boolean: 'true or false, without quotes',
  number: 'a number, without quotes',
  string: 'a text',
  timestamp: 'a time with zone, such as 2026-01-31T12:00:00Z',
  list: 'a list of texts',
} as const;

/** What is allowed instead of a value that does not fit its fact; undefined if it fits. */
export function factValueProblem(
  definition: Pick<FactDefinition, 'type' | 'values'>,
  value: FactValue,
): string | undefined {
  const { type, values } = definition;
  if (!fitsType(type, value)) return typeWords[type];
  if (type !== 'string' || !values || values.includes(String(value))) {
    return undefined;
  }
  return `one of ${values.join(', ')}`;
}

/** By how much clocks may differ. */
export const clockToleranceMs = 5 * 60_000;

/** Whether a value is a time that is yet to come although its fact tells of what has been. */
export function isYetToCome(
  definition: Pick<FactDefinition, 'type' | 'ahead'>,
  value: FactValue,
  now: number,
): boolean {
  return (
    definition.type === 'timestamp' &&
    !definition.ahead &&
    Date.parse(String(value)) > now + clockToleranceMs
  );
}

/** The value as it is stored: times in UTC, so that the same moment is the same value. */
export function normalizeFactValue(
  definition: Pick<FactDefinition, 'type'>,
  value: FactValue,
): FactValue {
  return definition.type === 'timestamp'
    ? new Date(String(value)).toISOString()
    : value;
}

function fitsType(type: FactDefinition['type'], value: FactValue): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
      return typeof value === 'string';
    case 'timestamp':
      return (
        typeof value === 'string' && timestampSchema.safeParse(value).success
      );
    default:
      return (
        Array.isArray(value) && value.every(item => typeof item === 'string')
      );
  }
}
