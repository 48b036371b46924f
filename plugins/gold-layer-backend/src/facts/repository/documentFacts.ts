import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { matching, RepositoryFile, RepositoryView } from './RepositoryFiles';

const readme = /^readme(\.(md|markdown|mdx|rst|adoc|asciidoc|txt|org))?$/i;
const readmeElsewhere = /^(docs?|\.github)\/readme(\.[a-z]+)?$/i;
const prose = /\.(md|markdown|mdx|rst|adoc|asciidoc|txt|org|html)$/i;
const notOneOfMany = /(^|\/)(readme|index|toc|_?template)[^/]*$/i;
const runbook = /(^|\/)((run|play)-?books?)\/[^]*|(^|\/)[^/]*run-?book[^/]*$/i;
const decision =
  /(^|\/)(adrs?|decisions|decision-records|architecture-decision-records)\//i;
const changelog =
  /^(changelog|changes|history|news|release[-_]?notes)(\.[a-z]+)?$/i;
const license = /^(licen[cs]e|copying|unlicense)([-.][^/]*)?$|^LICENSES\//i;
const codeowners = /^(\.(github|gitlab|gitea|bitbucket)\/|docs\/)?codeowners$/i;

/** What people have written down: README, runbooks, decisions, owners. */
export function documentFacts({
  own,
  all,
}: RepositoryView): Record<string, FactValue | undefined> {
  const [found] = [...matching(own, readme), ...matching(own, readmeElsewhere)];
  return {
    'repository.readme.present': found !== undefined,
    'repository.readme.length': found && lengthOf(found),
    'repository.runbooks.count': countProse(own, runbook),
    'repository.adrs.count': countProse(own, decision),
    'repository.codeowners.present': matching(all, codeowners).length > 0,
    'repository.changelog.present': matching(own, changelog).length > 0,
    'repository.license.present':
      matching(own, license).length > 0 || matching(all, license).length > 0,
  };
}

/** In characters; a file too large to be read has about as many as bytes. */
function lengthOf({ content, size }: RepositoryFile): number | undefined {
  return content === undefined ? size : content.trim().length;
}

function countProse(files: RepositoryFile[], pattern: RegExp): number {
  return matching(files, pattern).filter(
    ({ path }) => prose.test(path) && !notOneOfMany.test(path),
  ).length;
}
