import { shortJson } from '../../services/recordWords';
import type { SloProblem } from '../spec';
import { valueAt, type Path, type YamlDocument } from './yamlDocuments';

/** Problems of one document that are told: a file that is no SLO has thousands. */
const mostProblems = 100;

/** Collects what is wrong with one document, with lines and what was found. */
export interface Findings {
  readonly problems: SloProblem[];
  /** Whether something was found at a path already. */
  has(path: Path): boolean;
  /** Nothing can be computed. `found` is looked up at the path if absent. */
  error(path: Path, allowed: string, found?: string): void;
  /** Something will surprise. */
  warning(path: Path, allowed: string, found?: string): void;
}

/** The findings of a document; `several`: its number stands before every path. */
export function findingsOf(document: YamlDocument, several: boolean): Findings {
  const problems: SloProblem[] = [];
  const pathOf = (path: Path) =>
    `${several ? `${document.number}:` : ''}${path.map(String).join('.')}`;
  const add =
    (severity: SloProblem['severity']) =>
    (path: Path, allowed: string, found?: string) => {
      if (problems.length > mostProblems) return;
      if (problems.length === mostProblems) {
        problems.push({
          severity: 'error',
          path: pathOf([]),
          found: `more than ${mostProblems} problems`,
          allowed: 'fewer; the others are not told',
        });
        return;
      }
      const shown = pathOf(path);
      // What several objectives share is looked at once for each.
      if (problems.some(it => it.path === shown && it.allowed === allowed)) {
        return;
      }
      problems.push({
        severity,
        path: shown,
        found: found ?? foundAt(document, path),
        allowed,
        line: document.lineOf(path),
      });
    };
  return {
    problems,
    has: path => problems.some(problem => problem.path === pathOf(path)),
    error: add('error'),
    warning: add('warning'),
  };
}

function foundAt(document: YamlDocument, path: Path): string {
  const written = document.writtenAt(path);
  if (written !== undefined) return shortened(written);
  return shortJson(valueAt(document.value, path));
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
