import { pushSource } from './DefinedFactRegistry';

/** What people call a source of facts, given its name. */
export type SourceTitle = (source: string) => string;

/** Titles of sources; whoever is none of those that are asked has pushed. */
export function sourceTitles(
  sources: readonly { name: string; title: string }[],
): SourceTitle {
  const titles = new Map(sources.map(({ name, title }) => [name, title]));
  return source =>
    titles.get(source) ??
    (source === pushSource ? 'Pushed' : `Pushed by ${source}`);
}
