import { promSeconds } from './loaded';
import { PromToken, promTokens } from './promql';

function pieceOf(token: PromToken): string[] {
  switch (token.kind) {
    case 'space':
      return [];
    case 'braces':
    case 'range':
      return promTokens(token.text.slice(1, -1)).flatMap(pieceOf);
    case 'number': {
      const seconds = promSeconds(token.text);
      return [
        seconds === undefined ? String(Number(token.text)) : `${seconds}s`,
      ];
    }
    case 'string':
      return [`"${token.text.slice(1, -1).replace(/\\(['"`])/g, '$1')}"`];
    case 'word':
      return [token.text];
    default:
      return /[(),]/.test(token.text) ? [] : [token.text];
  }
}

/**
 * The pieces of an expression in a fixed order. Prometheus tells expressions
 * in a form of its own: other white space, `sum by (x) (…)` for `sum(…) by
 * (x)`, `1h` for `60m`. What stays is which pieces there are, and an edit by
 * hand changes those.
 */
export function canonicalExpression(expression: string): string {
  return promTokens(expression).flatMap(pieceOf).sort().join(' ');
}
