/** A node of a parsed rule, as far as it matters here. */
export interface RuleNode {
  op: string;
  args: unknown;
  /** Where it stands in the rule's text. */
  start: number;
  end: number;
}

/** Tells nodes from the names and values between them. */
export function isRuleNode(value: unknown): value is RuleNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

/** `a.b.c` of nested field accesses that begin with a plain name. */
export function dottedName(node: RuleNode): string | undefined {
  if (node.op === 'id') return String(node.args);
  if (node.op !== '.' || !Array.isArray(node.args)) return undefined;
  const [object, field] = node.args;
  const start = isRuleNode(object) ? dottedName(object) : undefined;
  return start === undefined ? undefined : `${start}.${field}`;
}
