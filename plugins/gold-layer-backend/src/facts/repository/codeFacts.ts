import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { matching, RepositoryView } from './RepositoryFiles';

/** How the common languages name or place their tests. */
const tests = [
  /(^|\/)__tests__\/.+\.[cm]?[jt]sx?$/,
  /\.(test|spec|cy|e2e)\.[cm]?[jt]sx?$/,
  /_test\.(go|py|exs|dart|cc|cpp|rb|lua)$/,
  /(^|\/)test_[^/]+\.py$/,
  /(^|\/)conftest\.py$/,
  /_spec\.(rb|lua|cr)$/,
  /(^|\/)src\/(test|it|integrationTest|androidTest)\/.+\.(java|kt|kts|scala|groovy)$/,
  /(Test|Tests|Spec|IT)\.(java|kt|scala|groovy|cs|fs|swift|php)$/,
  /(^|\/)[^/]+\.(Unit|Integration)?Tests?\/.+\.(cs|fs)$/,
  /(^|\/)tests?\/.+\.(rs|py|rb|php|c|cc|cpp|exs?|clj|hs|ml|bats|sh|[cm]?[jt]sx?)$/,
  /\.feature$/,
  /\.bats$/,
];

const container =
  /(^|\/)(dockerfile|containerfile)([.-][^/]*)?$|\.(dockerfile|containerfile)$/i;

/** Whether there are tests, and a recipe for a container image. */
export function codeFacts({
  own,
}: RepositoryView): Record<string, FactValue | undefined> {
  return {
    'repository.tests.present': own.some(({ path }) =>
      tests.some(pattern => pattern.test(path)),
    ),
    'repository.container.present': matching(own, container).length > 0,
  };
}
