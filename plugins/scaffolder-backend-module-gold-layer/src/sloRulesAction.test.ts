import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createSloRulesAction } from './sloRulesAction';

const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  service: shop
  indicator:
    metadata: { name: answers }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: errors_total } } }
        total: { metricSource: { type: Prometheus, spec: { query: requests_total } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

const workspace = createMockDirectory();
const action = createSloRulesAction({ portalUrl: 'https://portal.example' });

function run(input: {
  files?: string[];
  text?: string;
  service?: string;
  output?: string;
}) {
  const context = createMockActionContext({
    input: { output: 'prometheus', ...input },
    workspacePath: workspace.path,
  });
  return { done: action.handler(context), output: context.output };
}

describe('gold-layer:slo:rules', () => {
  beforeEach(async () => {
    workspace.clear();
    await mkdir(join(workspace.path, 'slos'));
    await writeFile(join(workspace.path, 'slos/good.yaml'), openSlo);
    await writeFile(
      join(workspace.path, 'slos/wrong.yaml'),
      openSlo.replace('0.999', '99.9'),
    );
  });

  it('writes the rules of files into a folder of the workspace', async () => {
    const { done, output } = run({
      files: ['slos/good.yaml'],
      output: 'deploy/rules',
    });
    await done;
    const path = 'deploy/rules/slo-rules.yaml';
    const rules = await readFile(join(workspace.path, path), 'utf8');
    expect(rules).toContain('name: gold-layer:default.shop.availability');
    expect(rules).toContain('portal_url: https://portal.example/gold-layer/');
    expect(output).toHaveBeenCalledWith('path', path);
    expect(output).toHaveBeenCalledWith('slos', ['default.shop.availability']);
    expect(output).toHaveBeenCalledWith('warnings', []);
  });

  it('takes a text with the service that a template knows', async () => {
    const { done, output } = run({
      text: openSlo,
      service: 'component:shops/new-shop',
    });
    await done;
    expect(output).toHaveBeenCalledWith('slos', [
      'shops.new-shop.availability',
    ]);
  });

  it('fails with file and line, and writes nothing', async () => {
    const { done } = run({ files: ['slos/good.yaml', 'slos/wrong.yaml'] });
    await expect(done).rejects.toThrow(
      /^No rules were written:\nslos\/wrong\.yaml:15: error: spec\.objectives\.0\.target: found 99\.9; allowed: /,
    );
    expect(await readdir(workspace.path)).toEqual(['slos']);
  });

  it.each([
    [{}, /neither files nor text/],
    [{ files: ['slos/none.yaml'] }, /Cannot read 'slos\/none.yaml'/],
    [{ files: ['../../etc/passwd'] }, /Cannot read '..\/..\/etc\/passwd'/],
    [{ text: openSlo, output: '../out' }, /outside its parent/],
    [{ text: '' }, /^No rules were written:\ntext/],
  ])('refuses input %#', async (input, message) => {
    await expect(run(input).done).rejects.toThrow(message);
  });
});
