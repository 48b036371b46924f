import { z } from 'zod';

/** Whether PostgreSQL can hold and compare a text: it refuses the character U+0000. */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** Text that may be handed to the database. */
export const storableText = z.string().refine(isStorable);
