import { z } from 'zod';

/** What the portal's search finds of Gold Layer. */
export const searchTypes = ['review', 'assessment', 'waiver', 'slo'] as const;
/** What the portal's search finds of Gold Layer. */
export const searchTypeSchema = z.enum(searchTypes);
/** What the portal's search finds of Gold Layer. */
export type SearchType = z.infer<typeof searchTypeSchema>;

/** One thing to be found. */
export const searchDocumentSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What it is found by: names of controls and people, notes, comments. Plain text. */
  text: z.string(),
  /** Ref of the service or team it is about; whoever may not see that does not find it. */
  subject: z.string(),
  subjectTitle: z.string(),
  state: z.string(),
  /** Refs of people with a part in it. */
  people: z.array(z.string()),
  updatedAt: z.string(),
});
/** One thing to be found. */
export type SearchDocument = z.infer<typeof searchDocumentSchema>;
