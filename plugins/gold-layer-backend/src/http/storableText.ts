import { z } from 'zod';

/**
 * Whether every database holds a text and hands it back as it was: PostgreSQL
 * refuses the character U+0000, and half a character (a surrogate without its
 * other one) comes back as another, so that hashes no longer agree.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** What {@link isStorable} refuses, for error messages. */
export const unstorable = 'the character U+0000 or half of a character';

/** Whether every text in a value is storable. */
export function isStorableValue(
  value: boolean | number | string | readonly string[],
): boolean {
  return [value]
    .flat()
    .every(part => typeof part !== 'string' || isStorable(part));
}

/** The text as every database holds it, with a sign in place of each character that one refuses. */
export function toStorable(text: string): string {
  return isStorable(text) ? text : text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

/** Text that may be handed to the database. */
export const storableText = z.string().refine(isStorable);
