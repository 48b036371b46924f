import { dottedName, isRuleNode, RuleNode } from './RuleNode';

/** Something that a rule reads: `facts.a.b`, `service.tier` or `now`. */
export interface RuleRead {
  /** Dotted name with its root. */
  name: string;
  /** True within `has(…)`, where only presence matters. */
  presence: boolean;
  /** Where it stands in the rule; with `has(…)` around it where that is so. */
  start: number;
  end: number;
}

/** Why a rule is refused. */
export interface RuleProblem {
  reason: string;
}

/** What is found in a rule. */
export interface RuleWalk {
  reads: RuleRead[];
  problems: RuleProblem[];
  /** Calls of `duration` and `timestamp` whose text can be tried at once. */
  literals: { start: number; end: number }[];
}

/** Functions and methods that finish in time proportional to what they are given. `matches` is not among them: some patterns never end. */
const functions = new Set([
  'has',
  'size',
  'bool',
  'double',
  'int',
  'string',
  'duration',
  'timestamp',
]);
const methods = new Set([
  'size',
  'startsWith',
  'endsWith',
  'contains',
  'lowerAscii',
  'upperAscii',
  'trim',
  'getFullYear',
  'getMonth',
  'getDate',
  'getDayOfMonth',
  'getDayOfWeek',
  'getDayOfYear',
  'getHours',
  'getMinutes',
  'getSeconds',
]);
const loops = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/** Finds what a parsed rule reads and calls, and what of it is not allowed. */
export function walkRule(root: unknown): RuleWalk {
  const walk: RuleWalk = { reads: [], problems: [], literals: [] };
  visit(root, { walk, variables: [] });
  return walk;
}

interface Context {
  walk: RuleWalk;
  /** Names of loop variables that stand in scope. */
  variables: string[];
}

function visit(value: unknown, context: Context): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, context);
  } else if (isRuleNode(value)) {
    visitNode(value, context);
  }
}

function visitNode(node: RuleNode, context: Context): void {
  const { reads, problems } = context.walk;
  const name = dottedName(node);
  if (name !== undefined) {
    const [root] = name.split('.');
    if (context.variables.includes(root)) return;
    const { start, end } = node;
    if (name === 'now' || (name !== root && isRoot(root))) {
      reads.push({ name, presence: false, start, end });
    } else {
      problems.push({ reason: describeUnknownName(name) });
    }
  } else if (node.op === 'call') {
    visitCall(node, context);
  } else if (node.op === 'rcall') {
    visitMethod(node, context);
  } else {
    visit(node.args, context);
  }
}

function visitCall(node: RuleNode, context: Context): void {
  const { reads, problems, literals } = context.walk;
  const [name, args] = asCall(node.args);
  const { start, end } = node;
  if (!functions.has(name)) {
    problems.push({ reason: describeCall(name, functions) });
  } else if (name === 'has') {
    const read = isRuleNode(args[0]) ? dottedName(args[0]) : undefined;
    if (read?.includes('.') && isRoot(read.split('.')[0])) {
      reads.push({ name: read, presence: true, start, end });
    } else {
      problems.push({
        reason:
          'has() takes a fact or a field of the service, such as has(service.type)',
      });
    }
  } else {
    const [only] = args;
    const tried = name === 'duration' || name === 'timestamp';
    if (tried && isRuleNode(only) && only.op === 'value') {
      literals.push({ start, end });
    }
    visit(args, context);
  }
}

function visitMethod(node: RuleNode, context: Context): void {
  const { problems } = context.walk;
  const [name, receiver, args] = asMethod(node.args);
  visit(receiver, context);
  if (loops.has(name)) {
    if (context.variables.length > 0) {
      problems.push({
        reason: `${name}() stands within another loop; one is the most`,
      });
    }
    const [variable, ...bodies] = args;
    const scoped = isRuleNode(variable) ? dottedName(variable) : undefined;
    if (scoped && isRoot(scoped)) {
      problems.push({
        reason: `${name}() needs another variable than '${scoped}'`,
      });
    }
    const variables = [...context.variables, scoped ?? ''];
    visit(bodies, { ...context, variables });
  } else if (methods.has(name)) {
    visit(args, context);
  } else {
    problems.push({ reason: describeCall(name, [...methods, ...loops]) });
  }
}

function describeCall(name: string, allowed: Iterable<string>): string {
  return `'${name}()' is not offered; allowed are ${[...allowed].sort().join(', ')}`;
}

function describeUnknownName(name: string): string {
  return isRoot(name)
    ? `'${name}' alone has no value; name one of its fields, such as ${name}.${name === 'facts' ? 'repository.readme.present' : 'tier'}`
    : `Unknown name '${name}'; a rule may use facts, service and now`;
}

function isRoot(name: string): boolean {
  return name === 'facts' || name === 'service';
}

function asCall(args: unknown): [string, unknown[]] {
  const [name, list] = Array.isArray(args) ? args : [];
  return [String(name), Array.isArray(list) ? list : []];
}

function asMethod(args: unknown): [string, unknown, unknown[]] {
  const [name, receiver, list] = Array.isArray(args) ? args : [];
  return [String(name), receiver, Array.isArray(list) ? list : []];
}
