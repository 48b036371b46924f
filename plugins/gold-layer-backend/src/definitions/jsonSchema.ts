import { z } from 'zod';

/** The JSON Schema (2020-12) by which editors and pipelines can check documents of a kind. */
export function toJsonSchema(
  kind: string,
  schema: z.ZodType,
): Record<string, unknown> {
  return {
    $id: `https://gold-layer.io/schemas/v1/${kind}.json`,
    title: kind,
    ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  };
}
