import type { Expectation } from '@gold-layer/backstage-plugin-common';
import { dottedName, isRuleNode, RuleNode } from './RuleNode';

/**
 * The plain comparisons that a rule consists of, when it is nothing but such
 * comparisons that all have to hold: `facts.a.b && facts.c.d >= 80`. They let
 * a failed check say which value was wrong and what was needed.
 */
export function readExpectations(root: RuleNode): Expectation[] | undefined {
  if (root.op === '&&') {
    const [left, right] = operands(root).map(readExpectations);
    return left && right && [...left, ...right];
  }
  const expectation = readOne(root);
  return expectation && [expectation];
}

const mirrored = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
} as const;

function readOne(node: RuleNode): Expectation | undefined {
  const bare = inputOf(node);
  if (bare) return { input: bare, operator: '==', value: true };
  if (node.op === '!_' && isRuleNode(node.args)) {
    const negated = inputOf(node.args);
    return negated === undefined
      ? undefined
      : { input: negated, operator: '==', value: false };
  }
  const operator = comparisonOf(node.op);
  if (!operator) return undefined;
  const [left, right] = operands(node);
  const [leftInput, rightInput] = [inputOf(left), inputOf(right)];
  const [leftValue, rightValue] = [literalOf(left), literalOf(right)];
  if (leftInput && rightValue !== undefined) {
    return { input: leftInput, operator, value: rightValue };
  }
  if (rightInput && leftValue !== undefined) {
    return {
      input: rightInput,
      operator: mirrored[operator],
      value: leftValue,
    };
  }
  return undefined;
}

function comparisonOf(op: string): keyof typeof mirrored | undefined {
  switch (op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return op;
    default:
      return undefined;
  }
}

function operands(node: RuleNode): RuleNode[] {
  return Array.isArray(node.args) ? node.args.filter(isRuleNode) : [];
}

/** The input's name as sentences use it: facts without their root, fields of the service with it. */
function inputOf(node: RuleNode | undefined): string | undefined {
  const name = node && dottedName(node);
  if (name === undefined || !name.includes('.')) return undefined;
  return shownName(name);
}

/** A name as sentences use it: facts without their root, fields of the service with it. */
export function shownName(name: string): string {
  return name.startsWith('facts.') ? name.slice('facts.'.length) : name;
}

function literalOf(
  node: RuleNode | undefined,
): boolean | number | string | undefined {
  if (node?.op !== 'value') return undefined;
  const value = node.args;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'boolean' ||
    typeof value === 'number' ||
    typeof value === 'string'
    ? value
    : undefined;
}
