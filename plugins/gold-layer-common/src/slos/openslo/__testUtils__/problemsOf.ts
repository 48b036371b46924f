import { readSloDocuments } from '../readSloDocuments';

/** Problems of a text, each as `severity path: allowed`. */
export function problemsOf(text: string): string[] {
  return readSloDocuments(text).problems.map(
    ({ severity, path, allowed }) => `${severity} ${path}: ${allowed}`,
  );
}
