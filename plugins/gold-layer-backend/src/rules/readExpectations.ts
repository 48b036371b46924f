import type {
  Comparison,
  Expectation,
} from '@gold-layer/backstage-plugin-common';
import { dottedName, isRuleNode, RuleNode } from './RuleNode';

/** Answers a part of a rule for one context; it may throw. */
export type PartProgram<C> = (context: C) => unknown;

/** What a rule asks of its inputs, with the limits that count in a context. */
export type ExpectationsIn<C> = (context: C) => Expectation[] | undefined;

/**
 * Puts a rule as what it expects of its inputs: comparisons of an input with
 * a value that may depend on the service, ages such as
 * `now - facts.a.b < duration("744h")`, and choices between them. A check can
 * then say which value was wrong and what was needed. Undefined where a rule
 * is of another shape.
 */
export function readExpectations<C>(
  root: RuleNode,
  compilePart: (node: RuleNode) => PartProgram<C> | undefined,
): ExpectationsIn<C> | undefined {
  const read = (node: RuleNode | undefined) =>
    node && readExpectations(node, compilePart);
  const [first, second, third] = operands(root);
  if (root.op === '&&') return joinAll(read(first), read(second));
  if (root.op === '||') return joinAny(read(first), read(second));
  if (root.op === '?:') {
    const condition = compilePart(first);
    const [then, otherwise] = [read(second), read(third)];
    if (!condition || !then || !otherwise) return undefined;
    return context =>
      condition(context) === true ? then(context) : otherwise(context);
  }
  const plain = readPlain(root);
  if (plain) return () => [plain];
  return readComparison(root, compilePart);
}

function joinAll<C>(
  left: ExpectationsIn<C> | undefined,
  right: ExpectationsIn<C> | undefined,
): ExpectationsIn<C> | undefined {
  if (!left || !right) return undefined;
  return context => {
    const [some, more] = [left(context), right(context)];
    return some && more && [...some, ...more];
  };
}

function joinAny<C>(
  left: ExpectationsIn<C> | undefined,
  right: ExpectationsIn<C> | undefined,
): ExpectationsIn<C> | undefined {
  if (!left || !right) return undefined;
  return context => {
    const [some, more] = [left(context), right(context)];
    return some && more && [{ anyOf: [...split(some), ...split(more)] }];
  };
}

/** `a || b || c` is one choice of three. */
function split(all: Expectation[]): readonly (readonly Expectation[])[] {
  const [only] = all;
  return all.length === 1 && 'anyOf' in only ? only.anyOf : [all];
}

/** `facts.a.b`, `!facts.a.b` and `has(facts.a.b)`. */
function readPlain(node: RuleNode): Expectation | undefined {
  const bare = inputOf(node);
  if (bare) return { input: bare, operator: '==', value: true };
  if (node.op === '!_' && isRuleNode(node.args)) {
    const negated = inputOf(node.args);
    return negated === undefined
      ? undefined
      : { input: negated, operator: '==', value: false };
  }
  if (node.op !== 'call' || !Array.isArray(node.args)) return undefined;
  const [name, args] = node.args;
  const present: unknown = Array.isArray(args) ? args[0] : undefined;
  const input = isRuleNode(present) ? inputOf(present) : undefined;
  return name === 'has' && input ? { input, operator: 'present' } : undefined;
}

const mirrored: Record<Comparison, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function readComparison<C>(
  node: RuleNode,
  compilePart: (node: RuleNode) => PartProgram<C> | undefined,
): ExpectationsIn<C> | undefined {
  const [left, right] = operands(node);
  if (!left || !right) return undefined;
  if (node.op === 'in') {
    const input = inputOf(left);
    if (input === undefined) return undefined;
    const program = compilePart(right);
    return program && (context => toChoice(input, program(context)));
  }
  if (!isComparison(node.op)) return undefined;
  const sides =
    inputOf(left) || ageOf(left)
      ? { subject: left, limit: right, operator: node.op }
      : { subject: right, limit: left, operator: mirrored[node.op] };
  return readLimit(sides, compilePart);
}

interface Sides {
  subject: RuleNode;
  limit: RuleNode;
  operator: Comparison;
}

function readLimit<C>(
  { subject, limit, operator }: Sides,
  compilePart: (node: RuleNode) => PartProgram<C> | undefined,
): ExpectationsIn<C> | undefined {
  const [input, aged] = [inputOf(subject), ageOf(subject)];
  if (input && isNow(limit)) {
    return operator.startsWith('>')
      ? () => [{ input, operator: 'ahead' }]
      : undefined;
  }
  const program = compilePart(limit);
  if (!program) return undefined;
  if (aged) {
    return operator.startsWith('<')
      ? context => toAge(aged, program(context))
      : undefined;
  }
  const from = inputOf(limit);
  return input === undefined
    ? undefined
    : context => {
        const value = toPlain(program(context));
        return value === undefined
          ? undefined
          : [{ input, operator, value, ...(from && { from }) }];
      };
}

function toChoice(input: string, list: unknown): Expectation[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const value = list
    .map(toPlain)
    .filter(each => typeof each === 'string' || typeof each === 'number');
  return value.length === list.length
    ? [{ input, operator: 'in', value }]
    : undefined;
}

function toAge(input: string, length: unknown): Expectation[] | undefined {
  if (typeof length !== 'object' || length === null) return undefined;
  if (!('seconds' in length) || typeof length.seconds !== 'bigint') {
    return undefined;
  }
  return [{ input, operator: 'within', value: Number(length.seconds) * 1000 }];
}

function toPlain(value: unknown): boolean | number | string | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ||
    typeof value === 'number' ||
    typeof value === 'string'
    ? value
    : undefined;
}

function isComparison(op: string): op is Comparison {
  return Object.hasOwn(mirrored, op);
}

function isNow(node: RuleNode): boolean {
  return dottedName(node) === 'now';
}

/** The input whose age `now - facts.a.b` is. */
function ageOf(node: RuleNode): string | undefined {
  const [left, right] = operands(node);
  return node.op === '-' && left && right && isNow(left)
    ? inputOf(right)
    : undefined;
}

function operands(node: RuleNode): RuleNode[] {
  return Array.isArray(node.args) ? node.args.filter(isRuleNode) : [];
}

/** The input's name as sentences use it; undefined for anything else. */
function inputOf(node: RuleNode): string | undefined {
  const name = dottedName(node);
  if (name === undefined || !name.includes('.')) return undefined;
  return shownName(name);
}

/** A name as sentences use it: facts without their root, fields of the service with it. */
export function shownName(name: string): string {
  return name.startsWith('facts.') ? name.slice('facts.'.length) : name;
}
