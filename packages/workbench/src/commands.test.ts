import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

function command(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; said: string }>(resolve => {
    execFile(
      process.execPath,
      [join(__dirname, '../setup/run.mjs'), ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}`.trim() }),
    );
  });
}

describe('the commands of the workbench', () => {
  it('name the port that is in use and the way out, and do nothing else', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const { code, said } = await command(['start'], {
      GOLD_LAYER_APP_PORT: String(port),
    });
    server.close();

    expect(code).toBe(1);
    expect(said).toMatch(`Port ${port} is in use`);
    expect(said).toMatch(`GOLD_LAYER_APP_PORT=${port + 1}`);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('list the stages when asked for one that does not exist', async () => {
    const { code, said } = await command(['test', 'units']);

    expect(code).toBe(1);
    expect(said).toBe(
      "There is no test stage 'units': choose among format, lint, types, unit, e2e, or name none to run them all.",
    );
  });

  it('list the commands when called by a wrong name', async () => {
    const { code, said } = await command(['strat']);

    expect(code).toBe(1);
    expect(said).toBe(
      "There is no command 'strat': it is one of start, test, bench.",
    );
  });
});
