import { z } from 'zod';

/** Somebody as shown: a user or group of the catalog, or a service that acted. */
export const personSchema = z.object({
  /** Entity ref, or the subject of a service's token. */
  ref: z.string(),
  /** Display name; the ref's name where the catalog has none. */
  title: z.string(),
});
/** Somebody as shown. */
export type Person = z.infer<typeof personSchema>;

/** A user's entity ref as a request carries it. */
export const userRefSchema = z
  .string()
  .max(300)
  .regex(
    /^user:[^:/\s]+\/[^:/\s]+$/i,
    'expected a ref such as user:default/ada',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));
