import { generateRules } from '@gold-layer/backstage-plugin-common';
import { options } from './__testUtils__/fakeSource';
import { clientOf, RealPrometheus } from './__testUtils__/RealPrometheus';
import { sloOf } from './__testUtils__/slos';
import { PrometheusSliSource } from './PrometheusSliSource';
import { describeWithPromtool } from './rules/promtool';

jest.setTimeout(60_000);

describeWithPromtool('rules loaded in a real Prometheus', () => {
  let prometheus: RealPrometheus;
  const [same, older, changed, missing] = [
    'same',
    'older',
    'changed',
    'missing',
  ].map(it => sloOf(`real.shop.${it}`, `${it}_total`));
  const password = 'right-horse';
  // The password above as bcrypt, cheap on purpose.
  const hash = '$2b$04$CaBvXycWgnqoqGGmd6vwnOeP2UBo.j.bK3pyQbcGpE71z7UqAqEUu';

  beforeAll(async () => {
    prometheus = RealPrometheus.create();
    prometheus.write(
      'rules.yaml',
      generateRules([same, { ...older, objective: '0.99' }]),
    );
    prometheus.write(
      'changed.yaml',
      generateRules([changed]).replace('> 0.01344', '> 0.5'),
    );
    await prometheus.start({
      config: 'rule_files: [rules.yaml, changed.yaml]',
      webConfig: `basic_auth_users: { portal: "${hash}" }`,
    });
  });

  afterAll(() => prometheus?.remove());

  const sourceWith = (others = {}) =>
    PrometheusSliSource.create([clientOf(prometheus, others)]);
  const basicAuth = { username: 'portal', password };

  it('tells loaded, older, changed and missing apart', async () => {
    const slos = [same, older, changed, missing];
    const found = await sourceWith({ basicAuth }).rules(slos, options);
    expect(found.map(it => it.state)).toEqual([
      'loaded',
      'older',
      'different',
      'missing',
    ]);
    expect(found[2].loaded).toContain('> 0.5');
    expect(found[0].loaded).toBeUndefined();
  });

  const measureOne = async (source: PrometheusSliSource) => {
    const request = { slo: same, from: new Date(0), to: new Date(300_000) };
    const { value } = await source.measure([request], options).next();
    return value;
  };

  it('says when credentials are wrong', async () => {
    for (const others of [
      {},
      { basicAuth: { username: 'portal', password: 'wrong-horse' } },
      { bearerToken: 'wrong-token' },
    ]) {
      const found = await measureOne(sourceWith(others));
      expect(found).toMatchObject({
        outcome: 'failed',
        kind: 'source',
        error: expect.stringMatching(/refused our credentials \(401\)/),
      });
      expect(JSON.stringify(found)).not.toMatch(/wrong-/);
    }
  });

  it('says when the path prefix is wrong', async () => {
    const url = `${prometheus.url}/prefix`;
    expect(await measureOne(sourceWith({ url, basicAuth }))).toMatchObject({
      kind: 'source',
      error: expect.stringContaining('Check the path prefix'),
    });
  });

  it('says when it does not answer, and when it is gone', async () => {
    const source = sourceWith({ basicAuth, timeout: '100ms' });
    await prometheus.freeze();
    expect(await measureOne(source)).toMatchObject({
      outcome: 'failed',
      kind: 'source',
      error: "Prometheus 'main' did not answer within 0.2 seconds.",
    });
    await prometheus.stop('SIGKILL');
    expect(await measureOne(source)).toMatchObject({
      outcome: 'failed',
      kind: 'source',
      error: expect.stringMatching(/cannot be reached: nothing listens at 127/),
    });
  });
});
