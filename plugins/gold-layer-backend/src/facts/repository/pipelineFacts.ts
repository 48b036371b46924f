import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { matching, RepositoryFile, RepositoryView } from './RepositoryFiles';

/** Where each system looks for its pipelines. The first that is found counts. */
const systems: [name: string, pattern: RegExp][] = [
  ['github-actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
  ['gitlab-ci', /^\.gitlab-ci\.ya?ml$/],
  ['jenkins', /^jenkinsfile[^/]*$/i],
  ['circleci', /^\.circleci\/config\.ya?ml$/],
  [
    'azure-pipelines',
    /^(\.?azure-?pipelines\/[^/]+|\.?azure-pipelines[^/]*)\.ya?ml$/i,
  ],
  ['bitbucket-pipelines', /^bitbucket-pipelines\.ya?ml$/],
  ['buildkite', /^\.buildkite\/[^/]+\.ya?ml$/],
  ['drone', /^\.drone\.(ya?ml|star|jsonnet)$/],
  ['woodpecker', /^\.woodpecker(\.ya?ml|\/[^/]+\.ya?ml)$/],
  ['gitea-actions', /^\.(gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/],
  ['tekton', /^\.tekton\/[^/]+\.ya?ml$/],
  ['teamcity', /^\.teamcity\//],
  ['travis', /^\.travis\.ya?ml$/],
  ['cirrus', /^\.cirrus\.(ya?ml|star)$/],
  ['semaphore', /^\.semaphore\/[^/]+\.ya?ml$/],
  ['harness', /^\.harness\/.+\.ya?ml$/],
  ['cloud-build', /^cloudbuild\.(ya?ml|json)$/],
  ['codebuild', /^buildspec\.ya?ml$/],
];

const hooks = /^(\.pre-commit-config\.ya?ml|lefthook\.ya?ml|\.husky\/[^/]+)$/;

const dependencyScan = {
  path: /^(\.github\/|\.gitlab\/)?(renovate\.json5?|\.renovaterc(\.json5?)?|dependabot\.ya?ml)$|^(\.snyk|\.whitesource|osv-scanner\.toml|\.trivyignore|trivy\.ya?ml|\.grype\.ya?ml)$/,
  words:
    /renovate|snyk|dependency-review-action|dependency[-_]?check|dependency-scanning|trivy|grype|osv-scanner|(npm|yarn|pnpm|yarn npm) audit|pip-audit|safety (check|scan)|cargo[- ](audit|deny)|govulncheck|bundler-audit|bundle audit|black-?duck|nancy sleuth/i,
};
const secretScan = {
  path: /^(\.gitleaks\.toml|\.gitleaksignore|\.secrets\.baseline|\.?trufflehog[^/]*|\.gitguardian\.ya?ml|\.talismanrc|\.secretlintrc[^/]*|\.github\/secret_scanning\.ya?ml)$/,
  words:
    /gitleaks|trufflehog|detect-secrets|ggshield|gitguardian|git-secrets|talisman|secretlint|secret-detection|secret-scan/i,
};

/** How the repository is built and watched over. */
export function pipelineFacts({
  own,
  all,
}: RepositoryView): Record<string, FactValue | undefined> {
  const files = own === all ? all : [...own, ...all];
  const system = systems.find(
    ([, pattern]) => matching(files, pattern).length > 0,
  );
  const automation = files.filter(
    ({ path }) =>
      hooks.test(path) || systems.some(([, pattern]) => pattern.test(path)),
  );
  return {
    'repository.ci.present': system !== undefined,
    'repository.ci.system': system?.[0],
    'repository.dependencyScan.present': isThere(dependencyScan, {
      files,
      automation,
    }),
    'repository.secretScan.present': isThere(secretScan, { files, automation }),
  };
}

function isThere(
  { path, words }: { path: RegExp; words: RegExp },
  options: { files: RepositoryFile[]; automation: RepositoryFile[] },
): boolean {
  return (
    matching(options.files, path).length > 0 ||
    options.automation.some(({ content }) => content && words.test(content))
  );
}
