import { z } from 'zod';

/** Something that waits for the caller. */
export const taskSchema = z.object({
  /** Stable: the same thing keeps it as long as it waits. */
  id: z.string(),
  kind: z.enum([
    'review-decision',
    'section-sign-off',
    'changes-requested',
    'condition-due',
    'review-draft',
    'review-expiring',
    'review-drifted',
    'review-needed',
    'mention',
    'waiver-decision',
    'waiver-expiring',
    'assessment-due',
    'assessment-draft',
    'budget-exhausted',
    'slo-review-due',
  ]),
  /** What to do, as an order: "Decide for security". */
  title: z.string(),
  /** Why it waits, with the numbers. */
  reason: z.string(),
  service: z.string().optional(),
  serviceTitle: z.string().optional(),
  /** ISO time since which it waits. */
  since: z.string(),
  due: z.string().optional(),
  overdue: z.boolean(),
  /** What to open. */
  target: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('review'),
      id: z.string(),
      control: z.string().optional(),
      section: z.string().optional(),
    }),
    z.object({ type: z.literal('waiver'), id: z.string() }),
    z.object({ type: z.literal('assessment'), id: z.string() }),
    z.object({ type: z.literal('slo'), id: z.string() }),
    z.object({ type: z.literal('service'), ref: z.string() }),
  ]),
});
/** Something that waits for the caller. */
export type Task = z.infer<typeof taskSchema>;
