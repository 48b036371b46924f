import { createHash } from 'node:crypto';
import { z } from 'zod';
import { brief } from '../http/serve';
import type {
  DefinitionKind,
  DefinitionProblem,
  LoadedDefinition,
} from './Definitions';

/** What a document says about itself, and its content. */
export type GoodDocument = Pick<
  LoadedDefinition<unknown>,
  'kind' | 'name' | 'title' | 'version' | 'hash' | 'document'
>;

/** Good, or what is wrong. */
export type Judgement =
  | { good: GoodDocument; problems?: undefined }
  | { good?: undefined; problems: DefinitionProblem[] };

const headerSchema = z.object({
  metadata: z.object({
    name: z.string(),
    title: z.string(),
    version: z.string(),
  }),
});

/** Holds a document against its kind: first the schema, then what the kind verifies beyond it. */
export function judgeDocument(
  kind: DefinitionKind<unknown>,
  value: unknown,
): Judgement {
  const parsed = kind.schema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    return { problems: parsed.error.issues.flatMap(toProblems) };
  }
  const header = headerSchema.safeParse(parsed.data);
  if (!header.success)
    return { problems: header.error.issues.flatMap(toProblems) };
  const problems = kind.verify?.(parsed.data) ?? [];
  if (problems.length > 0) return { problems };
  return {
    good: {
      kind: kind.kind,
      ...header.data.metadata,
      hash: createHash('sha256')
        .update(JSON.stringify(parsed.data))
        .digest('hex')
        .slice(0, 32),
      document: parsed.data,
    },
  };
}

function toProblems(issue: z.core.$ZodIssue): DefinitionProblem[] {
  const path = issue.path.map(part =>
    typeof part === 'symbol' ? String(part) : part,
  );
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...path, key],
      reason: `Unknown field '${key}'`,
    }));
  }
  return [{ path, reason: `${issue.message}, found ${brief(issue.input)}` }];
}
