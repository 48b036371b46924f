import { toProblem } from '../api';

/** What the server has said about fields of a request, by the field. */
export type FieldErrors = Record<string, string>;

/**
 * What a refusal says about the fields of a form, and the error where it is
 * about none of them. The server's sentences begin with the field:
 * `body.hours: expected at most 24, found 48`.
 */
export function fieldErrorsOf(
  error: Error | null,
  fields: readonly string[],
): { byField: FieldErrors; other: Error | null } {
  if (!error) return { byField: {}, other: null };
  const byField: FieldErrors = {};
  const { kind, message } = toProblem(error);
  if (kind !== 'invalid') return { byField, other: error };
  for (const part of message.split(/; (?=body\.)/)) {
    const found = /^body\.(\w+)[^:]*: (.+)$/s.exec(part);
    if (!found || !fields.includes(found[1])) return { byField, other: error };
    byField[found[1]] = sentence(found[2]);
  }
  return { byField, other: null };
}

function sentence(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase('en-US')}${words.slice(1)}`;
}
