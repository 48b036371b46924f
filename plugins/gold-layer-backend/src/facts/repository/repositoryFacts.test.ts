import {
  factDefinitionSchema,
  factValueProblem,
} from '@gold-layer/backstage-plugin-common';
import { ContentsWanted } from './contentsWanted';
import { repositoryFactDefinitions } from './repositoryFactDefinitions';
import { repositoryFacts } from './repositoryFacts';

/** Facts by name, without the prefix, of files given as path → content. */
function factsOf(
  contents: Record<string, string>,
  options: { path?: string; complete?: boolean } = {},
): Record<string, unknown> {
  const files = Object.entries(contents).map(([path, content]) => ({
    path,
    content,
    size: content.length,
  }));
  const { path = '', complete = true } = options;
  return Object.fromEntries(
    repositoryFacts(files, { path, complete }).map(({ fact, value }) => [
      fact.replace('repository.', ''),
      value,
    ]),
  );
}

const deployment = (extra = '', containers = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
${extra}${containers}`;
const limits = '          resources: { limits: { memory: 1Gi } }\n';
const probes =
  '          livenessProbe: { httpGet: { path: / } }\n          readinessProbe: { httpGet: { path: / } }\n';
const sidecar = '        - name: proxy\n          image: proxy:1\n';

describe('facts of a repository', () => {
  it('of nothing are all negative, and silent where there is nothing to judge', () => {
    expect(factsOf({})).toEqual({
      reachable: true,
      'readme.present': false,
      'runbooks.count': 0,
      'adrs.count': 0,
      'codeowners.present': false,
      'ci.present': false,
      'container.present': false,
      'kubernetes.present': false,
      'openslo.present': false,
      'tests.present': false,
      'dependencyScan.present': false,
      'secretScan.present': false,
      'changelog.present': false,
      'license.present': false,
    });
  });

  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    [
      'README',
      { 'README.md': ' # Web \n' },
      { 'readme.present': true, 'readme.length': 5 },
    ],
    ['README in docs', { 'docs/README.adoc': 'abc' }, { 'readme.length': 3 }],
    [
      'README of a folder only',
      { 'src/README.md': 'abc' },
      { 'readme.present': false },
    ],
    [
      'runbooks',
      {
        'docs/runbooks/README.md': '',
        'docs/runbooks/full-disk.md': '',
        'ops/playbooks/failover.adoc': '',
        'docs/database-runbook.md': '',
        'ansible/playbooks/site.yml': '',
      },
      { 'runbooks.count': 3 },
    ],
    [
      'decisions',
      {
        'docs/adr/0001-use-postgres.md': '',
        'docs/adr/template.md': '',
        'docs/architecture/decisions/0002-queue.md': '',
        'src/decisions/tree.ts': '',
      },
      { 'adrs.count': 2 },
    ],
    [
      'CODEOWNERS',
      { '.github/CODEOWNERS': '' },
      { 'codeowners.present': true },
    ],
    [
      'CODEOWNERS elsewhere',
      { 'src/CODEOWNERS': '' },
      { 'codeowners.present': false },
    ],
    ['changelog', { 'CHANGELOG.md': '' }, { 'changelog.present': true }],
    ['licence', { 'LICENSE-APACHE': '' }, { 'license.present': true }],
    [
      'container',
      { 'docker/Dockerfile.prod': '' },
      { 'container.present': true },
    ],
    ['Containerfile', { Containerfile: '' }, { 'container.present': true }],
    [
      'no container',
      { 'docs/dockerfiles.md': '' },
      { 'container.present': false },
    ],
  ])('see %s', (_, files, expected) => {
    expect(factsOf(files)).toMatchObject(expected);
  });

  it.each([
    ['github-actions', '.github/workflows/build.yml'],
    ['gitlab-ci', '.gitlab-ci.yml'],
    ['jenkins', 'Jenkinsfile'],
    ['circleci', '.circleci/config.yml'],
    ['azure-pipelines', 'azure-pipelines.yml'],
    ['bitbucket-pipelines', 'bitbucket-pipelines.yml'],
    ['buildkite', '.buildkite/pipeline.yml'],
    ['drone', '.drone.yml'],
    ['tekton', '.tekton/push.yaml'],
    ['travis', '.travis.yml'],
  ])('see pipelines of %s', (system, path) => {
    expect(factsOf({ [path]: '' })).toMatchObject({
      'ci.present': true,
      'ci.system': system,
    });
  });

  it.each([
    'src/cart.test.ts',
    'src/__tests__/cart.js',
    'cart_test.go',
    'tests/test_cart.py',
    'src/test/java/shop/CartTest.java',
    'Shop.Tests/Cart.cs',
    'spec/cart_spec.rb',
    'tests/cart.rs',
    'features/cart.feature',
  ])('see tests in %s', path => {
    expect(factsOf({ [path]: '' })).toMatchObject({ 'tests.present': true });
  });

  it.each(['src/contest.ts', 'docs/tests.md', 'node_modules/x/a.test.js'])(
    'see no tests in %s',
    path => {
      expect(factsOf({ [path]: '' })).toMatchObject({ 'tests.present': false });
    },
  );

  it.each<[string, string, boolean, boolean]>([
    ['renovate.json', '', true, false],
    ['.github/dependabot.yml', 'version: 2', true, false],
    ['.snyk', '', true, false],
    ['.gitleaks.toml', '', false, true],
    ['.secrets.baseline', '{}', false, true],
    ['.pre-commit-config.yaml', '- id: detect-secrets', false, true],
    [
      '.github/workflows/scan.yml',
      'uses: trufflesecurity/trufflehog@main',
      false,
      true,
    ],
    [
      '.gitlab-ci.yml',
      'template: Jobs/Dependency-Scanning.gitlab-ci.yml',
      true,
      false,
    ],
    ['Jenkinsfile', "sh 'npm audit'", true, false],
    ['docs/gitleaks.md', 'we should use gitleaks and trivy', false, false],
  ])('see scanners in %s (%s)', (path, content, dependencies, secrets) => {
    expect(factsOf({ [path]: content })).toMatchObject({
      'dependencyScan.present': dependencies,
      'secretScan.present': secrets,
    });
  });

  it.each<[string, Record<string, string>, unknown[]]>([
    ['no manifests', { 'a.yaml': 'a: 1' }, [false, undefined, undefined]],
    ['a bare workload', { 'k8s/web.yaml': deployment() }, [true, false, false]],
    ['limits', { 'k8s/web.yaml': deployment(limits) }, [true, true, false]],
    [
      'limits and probes',
      { 'k8s/web.yaml': deployment(limits + probes) },
      [true, true, true],
    ],
    [
      'a sidecar without',
      { 'k8s/web.yaml': deployment(limits + probes, sidecar) },
      [true, false, true],
    ],
    [
      'limits added by an overlay',
      {
        'base/web.yaml': deployment(probes),
        'overlays/prod/limits.yaml': deployment(limits),
      },
      [true, true, true],
    ],
    [
      'a job, which needs no probes',
      { 'job.yaml': deployment(limits).replace('Deployment', 'Job') },
      [true, true, undefined],
    ],
    [
      'a broken file',
      { 'k8s/web.yaml': `${deployment()}\n  - : {` },
      [false, undefined, undefined],
    ],
    [
      'an example',
      { 'examples/web.yaml': deployment() },
      [false, undefined, undefined],
    ],
    [
      'a chart that leaves limits to others',
      {
        'chart/Chart.yaml': 'name: web',
        'chart/values.yaml': 'resources: {}\nlivenessProbe: {}\n',
        'chart/templates/web.yaml':
          'kind: Deployment\n{{- with .Values.resources }}\nlimits:\n{{ end }}',
      },
      [true, false, false],
    ],
    [
      'a chart that sets them',
      {
        'chart/Chart.yaml': 'name: web',
        'chart/values.yaml': 'web: { resources: { limits: { cpu: 1 } } }',
        'chart/templates/web.yaml':
          'kind: Deployment\n  livenessProbe:\n  readinessProbe:\n{{ x }}',
      },
      [true, true, true],
    ],
  ])('judge %s', (_, files, [present, hasLimits, hasProbes]) => {
    const facts = factsOf(files);
    expect([
      facts['kubernetes.present'],
      facts['kubernetes.limits'],
      facts['kubernetes.probes'],
    ]).toEqual([present, hasLimits, hasProbes]);
  });

  it('see OpenSLO among other documents', () => {
    const slo = 'kind: Nothing\n---\napiVersion: openslo/v1\nkind: SLO\n';
    expect(factsOf({ 'slo/web.yaml': slo })).toMatchObject({
      'openslo.present': true,
      'kubernetes.present': false,
    });
  });

  it('look for a service of a monorepo at its path, and at the root for what a repository has once', () => {
    const files = {
      'README.md': 'of all',
      CODEOWNERS: '',
      LICENSE: '',
      'renovate.json': '',
      '.github/workflows/ci.yml': '',
      'services/web/README.md': 'web',
      'services/web/Dockerfile': '',
      'services/webhooks/a.test.ts': '',
    };
    expect(factsOf(files, { path: 'services/web' })).toMatchObject({
      'readme.length': 3,
      'codeowners.present': true,
      'license.present': true,
      'ci.present': true,
      'dependencyScan.present': true,
      'container.present': true,
      'tests.present': false,
    });
    expect(factsOf(files, { path: 'services/other' })).toMatchObject({
      'readme.present': false,
      'codeowners.present': true,
    });
  });

  it('deny nothing when not everything was seen', () => {
    expect(factsOf({ Dockerfile: '' }, { complete: false })).toEqual({
      reachable: true,
      'container.present': true,
    });
  });

  it('survive an alias bomb', () => {
    const bomb = `apiVersion: v1\nkind: List\na: &a [x,x,x,x,x,x,x,x,x]\n${[
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
    ]
      .map(
        (name, i) =>
          `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`,
      )
      .join('\n')}`;
    expect(factsOf({ 'bomb.yaml': bomb })).toMatchObject({ reachable: true });
  });

  it('are all defined, with values of their type', () => {
    const facts = repositoryFacts(
      [
        { path: 'README.md', content: 'a' },
        { path: 'Jenkinsfile', content: '' },
        { path: 'a.yaml', content: deployment(limits + probes) },
      ],
      { path: '', complete: true },
    );
    expect(facts).toHaveLength(repositoryFactDefinitions.length);
    for (const { fact, value } of facts) {
      const found = repositoryFactDefinitions.find(it => it.name === fact);
      const definition = factDefinitionSchema.parse(found);
      expect(factValueProblem(definition, value)).toBeUndefined();
    }
  });
});

describe('what is read of a repository', () => {
  it('is what something looks into, within bounds', () => {
    const wanted = ContentsWanted.create();
    expect(wanted.note('README.md', 100)).toBe(true);
    expect(wanted.note('deploy/web.yaml', 100)).toBe(true);
    expect(wanted.note('src/main.go', 100)).toBe(false);
    expect(wanted.note('huge.yaml', 10_000_000)).toBe(false);
    expect(wanted.note('node_modules/x/README.md', 1)).toBe(false);
    expect([...wanted.paths.keys()]).toEqual([
      'README.md',
      'deploy/web.yaml',
      'src/main.go',
      'huge.yaml',
    ]);
    expect(wanted.complete).toBe(true);
    for (let n = 0; n < 60; n++) wanted.note(`m/${n}.yaml`, 200_000);
    expect(wanted.complete).toBe(false);
    expect(wanted.note('.gitlab-ci.yml', 100)).toBe(true);
  });
});
