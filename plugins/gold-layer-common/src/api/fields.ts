import { z } from 'zod';

/** One value or several of a query parameter. */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(50).optional(),
  );

/** Text that people write: trimmed, bounded, never empty. */
export const writtenText = (max: number) => z.string().trim().min(1).max(max);
