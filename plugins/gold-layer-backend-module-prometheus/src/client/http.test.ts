import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSource } from '../__testUtils__/sources';
import { PrometheusClient } from './PrometheusClient';

const { signal } = new AbortController();
const scalar = JSON.stringify({
  status: 'success',
  data: { resultType: 'scalar', result: [5, '2'] },
});
const answer: RequestListener = (_, response) => {
  response.setHeader('content-type', 'application/json').end(scalar);
};

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return `127.0.0.1:${address.port}`;
}

describe('createHttp', () => {
  let server: Server;

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('keeps its connection, and asks so many questions at a time', async () => {
    let connections = 0;
    let underWay = 0;
    let most = 0;
    server = createServer((request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        answer(request, response);
      });
    }).on('connection', () => {
      connections += 1;
    });
    const url = `http://${await listen(server)}`;
    const client = PrometheusClient.create(
      dataSource({ url, maxConcurrent: 2 }),
    );
    await Promise.all(
      Array.from({ length: 12 }, () => client.query('2', { signal })),
    );
    await client.query('2', { signal });
    expect(most).toBeLessThanOrEqual(2);
    expect(connections).toBeLessThanOrEqual(2);
  });

  // Without openssl there is no certificate to try, and this is listed as skipped.
  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  const describeTls = hasOpenssl ? describe : describe.skip;
  describeTls('over TLS', () => {
    it('accepts certificates of the authority that is configured', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'gold-layer-tls-'));
      const [key, caFile] = ['key.pem', 'cert.pem'].map(it => join(folder, it));
      try {
        execFileSync(
          'openssl',
          [
            ...[
              'req',
              '-x509',
              '-newkey',
              'ec',
              '-pkeyopt',
              'ec_paramgen_curve:P-256',
            ],
            ...['-nodes', '-keyout', key, '-out', caFile, '-days', '1'],
            ...[
              '-subj',
              '/CN=localhost',
              '-addext',
              'subjectAltName=IP:127.0.0.1',
            ],
          ],
          { stdio: 'ignore' },
        );
        server = createTlsServer(
          { key: readFileSync(key), cert: readFileSync(caFile) },
          answer,
        );
        const url = `https://${await listen(server)}`;
        const ask = (tls?: object) =>
          PrometheusClient.create(dataSource({ url, tls })).query('2', {
            signal,
          });
        await expect(ask()).rejects.toMatchObject({
          kind: 'source',
          message: expect.stringMatching(
            /its certificate is not accepted \(\w+\)\. Set tls\.caFile/,
          ),
        });
        const expected = { series: [{ samples: [[5, 2]] }] };
        await expect(ask({ caFile })).resolves.toMatchObject(expected);
        await expect(ask({ rejectUnauthorized: false })).resolves.toMatchObject(
          expected,
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });

  it('says which file of authorities cannot be read', async () => {
    server = createServer(answer);
    const url = `http://${await listen(server)}`;
    expect(() =>
      PrometheusClient.create(
        dataSource({ url, tls: { caFile: '/no/ca.pem' } }),
      ),
    ).toThrow(
      /goldLayer\.prometheus: tls\.caFile of 'main': expected a PEM file that can be read, found "\/no\/ca\.pem": ENOENT/,
    );
  });
});
