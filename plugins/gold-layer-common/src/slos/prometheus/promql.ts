const kinds = [
  'space',
  'window',
  'string',
  'range',
  'braces',
  'number',
  'word',
  'other',
] as const;

/** A piece of PromQL. `window` is our placeholder where it stands outside a range. */
export interface PromToken {
  kind: (typeof kinds)[number];
  text: string;
}

const quoted = [
  String.raw`"(?:\\.|[^"\\])*"`,
  String.raw`'(?:\\.|[^'\\])*'`,
  '`[^`]*`',
].join('|');
const window = String.raw`\{\{\s*\.window\s*\}\}|\$window\b|\$\{window\}`;

// Enough of the language to find selectors, ranges and functions. Whether a
// query is right is for Prometheus to say. Ranges and braces hold no others of
// their kind, so that nothing is looked through twice.
const patterns: Record<PromToken['kind'], string> = {
  space: String.raw`(?:\s|#[^\n]*)+`,
  window,
  string: quoted,
  range: String.raw`\[[^[\]]*\]`,
  braces: String.raw`\{(?:${quoted}|[^{}"'${'`'}])*\}`,
  number: String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+|[a-z\d]*)`,
  word: String.raw`[a-z_:][\w:]*`,
  other: String.raw`[\s\S]`,
};
const pieces = new RegExp(
  kinds.map(kind => `(${patterns[kind]})`).join('|'),
  'gi',
);

/** Cuts a query into pieces; comments count as space. */
export function promTokens(query: string): PromToken[] {
  return Array.from(query.matchAll(pieces), ([text, ...groups]) => ({
    kind: kinds[groups.findIndex(group => group !== undefined)],
    text,
  }));
}

const placeholder = new RegExp(window, 'g');

/** Puts a duration where the placeholder stands. */
export function fillWindow(text: string, duration: string): string {
  return text.replace(placeholder, duration);
}

/** Whether the text says itself where the window belongs. */
export function hasWindow(text: string): boolean {
  return text.search(placeholder) >= 0;
}

/** A text as a string literal of PromQL. */
export function promQuote(value: string): string {
  return `"${value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')}"`;
}

/** A selector of one metric with exact labels, in the order given. */
export function promSelector(
  metric: string,
  labels: Record<string, string>,
): string {
  const matchers = Object.entries(labels).map(
    ([name, value]) => `${name}=${promQuote(value)}`,
  );
  return `${metric}{${matchers.join(',')}}`;
}

/** Whole minutes as Prometheus writes a duration, such as `90m`, `6h` or `3d`. */
export function promDuration(minutes: number): string {
  if (minutes % 1440 === 0) {
    return `${minutes / 1440}d`;
  }
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
