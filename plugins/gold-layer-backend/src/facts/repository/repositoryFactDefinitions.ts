import type { FactDefinitionInput } from '@gold-layer/backstage-plugin-common';

/** Two runs may fail before anybody has to doubt what is shown. */
const validFor = 'P2D';

/** Everything that a repository's files say about a service. */
export const repositoryFactDefinitions: FactDefinitionInput[] = [
  define('reachable', 'boolean', {
    title: 'Repository reachable',
    description:
      'Whether the repository that the entity names exists and the portal can read it.',
  }),
  define('readme.present', 'boolean', {
    title: 'README',
    description: 'Whether there is a README.',
  }),
  define('readme.length', 'number', {
    title: 'Length of the README',
    description: 'Characters of the README, without blanks at either end.',
  }),
  define('runbooks.count', 'number', {
    title: 'Runbooks in the repository',
    description: 'Documents in a folder of runbooks, or named as one.',
  }),
  define('adrs.count', 'number', {
    title: 'Architecture decision records',
    description: 'Documents in a folder of decisions.',
  }),
  define('codeowners.present', 'boolean', {
    title: 'CODEOWNERS',
    description: 'Whether the forge knows who has to look at changes.',
  }),
  define('ci.present', 'boolean', {
    title: 'CI pipeline',
    description: 'Whether a pipeline is defined.',
  }),
  define('ci.system', 'string', {
    title: 'CI system',
    description: 'Which system runs the pipeline, such as github-actions.',
  }),
  define('container.present', 'boolean', {
    title: 'Container file',
    description: 'Whether there is a Dockerfile or Containerfile.',
  }),
  define('kubernetes.present', 'boolean', {
    title: 'Kubernetes manifests',
    description:
      'Whether there are workloads, a Helm chart or a kustomization.',
  }),
  define('kubernetes.limits', 'boolean', {
    title: 'Resource limits',
    description:
      'Whether every container has resource limits. Absent without workloads.',
  }),
  define('kubernetes.probes', 'boolean', {
    title: 'Health probes',
    description:
      'Whether every workload that serves has a liveness and a readiness probe. Absent without such workloads.',
  }),
  define('openslo.present', 'boolean', {
    title: 'OpenSLO documents',
    description: 'Whether objectives are declared as OpenSLO.',
  }),
  define('tests.present', 'boolean', {
    title: 'Automated tests',
    description:
      'Whether there are tests, by how the common languages name them.',
  }),
  define('dependencyScan.present', 'boolean', {
    title: 'Dependency scanning',
    description:
      'Whether dependencies are checked or updated by a tool set up in the repository.',
  }),
  define('secretScan.present', 'boolean', {
    title: 'Secret scanning',
    description: 'Whether a tool set up in the repository looks for secrets.',
  }),
  define('changelog.present', 'boolean', {
    title: 'Changelog',
    description: 'Whether changes are written down for users.',
  }),
  define('license.present', 'boolean', {
    title: 'Licence',
    description:
      'Whether the repository says under which terms it may be used.',
  }),
];

function define(
  name: string,
  type: FactDefinitionInput['type'],
  words: Pick<FactDefinitionInput, 'title' | 'description'>,
): FactDefinitionInput {
  return { name: `repository.${name}`, type, validFor, ...words };
}
