import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

// Shorter together than the ten seconds that `docker stop` waits before it kills.
const FINISH_MS = 5_000;
const CLOSE_MS = 2_000;
const LOOK_AGAIN_MS = 100;

// Every plugin that follows events holds such a request open for up to 55
// seconds; it carries nothing but the word that there is something to fetch.
const EVENT_POLL = /^\/api\/events\/bus\/v1\/subscriptions\/[^/]+\/events/;

/**
 * The part of the root lifecycle that is needed here. The framework hands the
 * root's own to whoever configures its server, by the type of a plugin's, which
 * does not know the first method.
 */
export interface Lifecycle {
  addBeforeShutdownHook?(hook: () => Promise<void>): void;
  addShutdownHook(hook: () => void): void;
}

function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Ends the process within seconds of a signal and lets nobody's write fall.
 * First the requests under way are answered, while everything they need is
 * still up. Then the framework stops plugins and server; the server would wait
 * for the event polls, so they are answered at once, as when their time is over,
 * and connections that nobody uses any more are closed.
 */
export function stopWithinSeconds(server: Server, lifecycle: Lifecycle) {
  const requests = new Map<ServerResponse, Promise<void>>();
  const polls = new Set<ServerResponse>();
  const sockets = new Set<Duplex>();

  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Before the router, which shortens the address while it looks for a route.
  server.prependListener(
    'request',
    (request: IncomingMessage, response: ServerResponse) => {
      if (EVENT_POLL.test(request.url ?? '')) {
        polls.add(response);
        response.once('close', () => polls.delete(response));
        return;
      }
      const answered = new Promise<void>(resolve => {
        response.once('close', () => {
          requests.delete(response);
          resolve();
        });
      });
      requests.set(response, answered);
    },
  );

  lifecycle.addBeforeShutdownHook?.(() =>
    atMost(FINISH_MS, Promise.all(requests.values())),
  );
  lifecycle.addShutdownHook(() => {
    polls.forEach(response => response.end());
    const idle = setInterval(
      () => server.closeIdleConnections(),
      LOOK_AGAIN_MS,
    );
    const rest = setTimeout(
      () => sockets.forEach(socket => socket.destroy()),
      CLOSE_MS,
    );
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(rest);
    });
  });
}
