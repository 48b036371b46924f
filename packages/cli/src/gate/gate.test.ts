import type { GateAnswer } from '@gold-layer/backstage-plugin-common';
import { CommanderError } from 'commander';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { createProgram } from '../program';

const answer: GateAnswer = {
  id: 'a1',
  at: '2026-11-27T12:00:00.000Z',
  service: 'component:default/checkout',
  serviceTitle: 'Checkout',
  change: 'feature',
  verdict: 'deny',
  sentence: 'Denied: Errors has used up its budget (-20% left).',
  reasons: [
    {
      slo: 'default.checkout.errors',
      title: 'Errors',
      state: 'exhausted',
      budget: 'exhausted',
      frozen: true,
      remaining: -0.2,
      verdict: 'deny',
      sentence: 'Errors has used up its budget (-20% left).',
      policy: 'Usual',
    },
  ],
  conditions: [],
  mayBreakGlass: {
    roles: [{ role: 'sre-lead', title: 'SRE lead' }],
    you: false,
    longestHours: 24,
  },
  askedBy: { ref: 'external:ci', title: 'ci' },
};

interface Reply {
  status?: number;
  body?: string;
  /** Never answers. */
  silent?: boolean;
}

describe('gold-layer gate', () => {
  let server: Server;
  let url: string;
  let reply: Reply;
  let seen: { request: IncomingMessage; body: string } | undefined;

  beforeEach(async () => {
    seen = undefined;
    reply = { body: JSON.stringify(answer) };
    server = createServer(async (request, response) => {
      seen = { request, body: await text(request) };
      if (reply.silent) return;
      response.writeHead(reply.status ?? 200, {
        'content-type': 'application/json',
      });
      response.end(reply.body);
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    url = `http://127.0.0.1:${port}`;
    process.env.GOLD_LAYER_TOKEN = 'secret-token';
    delete process.env.GOLD_LAYER_URL;
  });
  afterEach(async () => {
    delete process.env.GOLD_LAYER_TOKEN;
    delete process.env.GOLD_LAYER_URL;
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  async function run(...more: string[]) {
    const said: string[] = [];
    const complained: string[] = [];
    let exitCode = -1;
    const program = createProgram({
      print: line => void said.push(line),
      printError: line => void complained.push(line),
      setExitCode: code => void (exitCode = code),
    });
    await program
      .parseAsync(['node', 'gold-layer', 'gate', ...more])
      .catch(error => {
        if (!(error instanceof CommanderError)) throw error;
      });
    return { said, complained, exitCode };
  }
  const ask = (...more: string[]) =>
    run('checkout', '--change', 'feature', '--url', url, ...more);
  const answers = (more: Partial<GateAnswer>) => {
    reply = { body: JSON.stringify({ ...answer, ...more }) };
  };

  it('asks with the token and ends with 1 on a denial, with reasons', async () => {
    const { said, complained, exitCode } = await ask('--reference', 'v1.2.3');
    expect(exitCode).toBe(1);
    expect(complained).toEqual([]);
    expect(said).toEqual([
      'Checkout: Denied: Errors has used up its budget (-20% left).',
      '  deny: Errors has used up its budget (-20% left). (Usual)',
      'Let through all the same, for up to 24 hours, by: SRE lead.',
      'Answer a1, 2026-11-27T12:00:00.000Z.',
    ]);
    expect(seen?.request.method).toBe('POST');
    expect(seen?.request.url).toBe('/api/gold-layer/deploy-gate');
    expect(seen?.request.headers.authorization).toBe('Bearer secret-token');
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      service: 'component:default/checkout',
      change: 'feature',
      reference: 'v1.2.3',
    });
  });

  it('ends with 0 when the change may go out', async () => {
    answers({ verdict: 'allow', sentence: 'Allowed: all is well.' });
    const { said, exitCode } = await ask();
    expect(exitCode).toBe(0);
    expect(said[0]).toBe('Checkout: Allowed: all is well.');
    expect(said.join()).not.toContain('Let through');
  });

  it('ends with 3 on conditions, and with 0 where somebody has seen to them', async () => {
    answers({ verdict: 'conditions', conditions: ['Go in steps.'] });
    const { said, exitCode } = await ask();
    expect(exitCode).toBe(3);
    expect(said).toEqual(
      expect.arrayContaining(['Conditions:', '  - Go in steps.']),
    );
    expect((await ask('--conditions-ok')).exitCode).toBe(0);
    answers({ verdict: 'deny' });
    expect((await ask('--conditions-ok')).exitCode).toBe(1);
  });

  it('prints the whole answer as JSON', async () => {
    const { said } = await ask('--json');
    expect(JSON.parse(said.join('\n'))).toEqual(answer);
  });

  it.each([
    ['checkout', 'component:default/checkout'],
    ['shop/checkout', 'component:shop/checkout'],
    ['resource:shop/checkout', 'resource:shop/checkout'],
  ])('takes %s for %s', async (given, ref) => {
    await run(given, '--change', 'fix', '--url', `${url}/`);
    expect(JSON.parse(seen?.body ?? '')).toMatchObject({ service: ref });
    expect(seen?.request.url).toBe('/api/gold-layer/deploy-gate');
  });

  it('takes the address from the environment', async () => {
    process.env.GOLD_LAYER_URL = `${url}/portal`;
    const { exitCode } = await run('checkout', '--change', 'feature');
    expect(exitCode).toBe(1);
    expect(seen?.request.url).toBe('/portal/api/gold-layer/deploy-gate');
  });

  it('asks without a token where there is none', async () => {
    delete process.env.GOLD_LAYER_TOKEN;
    await ask();
    expect(seen?.request.headers.authorization).toBeUndefined();
  });

  const said = (message: string) =>
    JSON.stringify({ error: { name: 'Error', message }, response: {} });
  it.each([
    [
      'the service is not there',
      { status: 404, body: said("No service found with ref 'x'") },
      "No service found with ref 'x'",
    ],
    [
      'the permission is missing',
      { status: 403, body: said('Permission gold-layer.gate.ask is missing') },
      'Permission gold-layer.gate.ask is missing',
    ],
    [
      'the token is bad',
      { status: 401, body: said('Illegal token') },
      'the token in GOLD_LAYER_TOKEN is not valid',
    ],
    ['the portal is ill', { status: 502, body: 'Bad gateway' }, '502'],
    [
      'it is no portal',
      { body: '<html>Welcome</html>' },
      'did not answer as a portal with Gold Layer does',
    ],
    [
      'the answer is another',
      { body: '{"verdict":"allow"}' },
      'did not answer as a portal with Gold Layer does',
    ],
  ])('ends with 2 when %s', async (_, given: Reply, words) => {
    reply = given;
    const { said: printed, complained, exitCode } = await ask();
    expect(exitCode).toBe(2);
    expect(printed).toEqual([]);
    expect(complained).toEqual([expect.stringContaining(words)]);
    expect(complained.join()).not.toContain('secret-token');
  });

  it('says when a token is needed', async () => {
    delete process.env.GOLD_LAYER_TOKEN;
    reply = { status: 401, body: said('Missing credentials') };
    const { complained, exitCode } = await ask();
    expect(exitCode).toBe(2);
    expect(complained[0]).toContain('put it into GOLD_LAYER_TOKEN');
  });

  it('ends with 2 when nobody answers, or not in time', async () => {
    reply = { silent: true };
    const late = await ask('--timeout', '0.05');
    expect(late.exitCode).toBe(2);
    expect(late.complained[0]).toContain('has not answered within 0.05 s');

    const nobody = await run(
      'checkout',
      '--change',
      'feature',
      '--url',
      'http://127.0.0.1:9',
    );
    expect(nobody.exitCode).toBe(2);
    expect(nobody.complained[0]).toMatch(/^The gate could not be asked: /);
  });

  it.each([
    [['checkout', '--url', 'http://127.0.0.1'], /--change/],
    [['checkout', '--change', 'feature'], /--url/],
    [
      ['checkout', '--change', 'party', '--url', 'http://127.0.0.1'],
      /Allowed choices are feature, fix/,
    ],
    [
      [
        'checkout',
        '--change',
        'feature',
        '--url',
        'http://127.0.0.1',
        '--timeout',
        'long',
      ],
      /seconds from above 0/,
    ],
    [['--change', 'feature', '--url', 'http://127.0.0.1'], /service/],
    [
      ['checkout', '--change', 'feature', '--url', 'portal'],
      /expected an address such as https/,
    ],
  ])('ends with 2, never with a denial, for %j', async (given, words) => {
    const { complained, exitCode } = await run(...given);
    expect(exitCode).toBe(2);
    expect(complained.join('\n')).toMatch(words);
  });

  it('explains itself', async () => {
    const { said: help, exitCode } = await run('--help');
    expect(exitCode).toBe(0);
    expect(help.join('\n')).toContain('GOLD_LAYER_TOKEN');
  });
});
