import { connect, createServer } from 'node:net';
import { Stop } from './Stop.mjs';

function answers(host, port) {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1_000 });
    const done = taken => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

/** Stops the command when something already listens on one of the ports. */
export async function requireFree(ports) {
  for (const { port, variable } of ports) {
    const taken = await Promise.all([
      answers('127.0.0.1', port),
      answers('::1', port),
    ]);
    if (taken.includes(true)) {
      throw new Stop(
        `Port ${port} is in use: stop what listens there (perhaps a portal that is still running), or choose another port with ${variable}=${port + 1}, and run the command again.`,
      );
    }
  }
}

/** A port that nothing listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
