import { once } from 'node:events';
import { createServer, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stopWithinSeconds } from './stopping';

/** Stops as the framework does: the hooks before, then those at the end beside the server's own. */
function fakeBackend(server: Server) {
  const before: (() => Promise<void>)[] = [];
  const atTheEnd: (() => void)[] = [];
  stopWithinSeconds(server, {
    addBeforeShutdownHook: hook => before.push(hook),
    addShutdownHook: hook => atTheEnd.push(hook),
  });
  return {
    finishRequests: () => Promise.all(before.map(hook => hook())),
    async close() {
      atTheEnd.forEach(hook => hook());
      await new Promise(resolve => server.close(resolve));
    },
  };
}

describe('a portal that is told to stop', () => {
  const held: ServerResponse[] = [];
  let server: Server;
  let backend: ReturnType<typeof fakeBackend>;
  let address: string;

  beforeEach(async () => {
    held.length = 0;
    server = createServer((_request, response) => {
      held.push(response);
      server.emit('held');
    });
    backend = fakeBackend(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  /** Sends a request and waits until the server has it. */
  async function send(path: string, method = 'GET') {
    const taken = once(server, 'held');
    const answer = fetch(`${address}${path}`, { method });
    await taken;
    return { answer };
  }

  it('answers what is under way before anything is taken down', async () => {
    const write = await send('/api/gold-layer/facts', 'POST');

    let finished = false;
    const finishing = backend.finishRequests().then(() => {
      finished = true;
    });
    await new Promise(setImmediate);
    expect(finished).toBe(false);

    held[0].end('stored');
    await finishing;
    expect(await (await write.answer).text()).toBe('stored');
    await backend.close();
  });

  it('ends event polls as if their time were over', async () => {
    const poll = await send('/api/events/bus/v1/subscriptions/a.b/events');
    held[0].statusCode = 202;
    held[0].flushHeaders();

    await backend.finishRequests();
    await backend.close();

    const answer = await poll.answer;
    expect([answer.status, await answer.text()]).toEqual([202, '']);
  });
});
