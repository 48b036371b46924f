// A process that looks to Prometheus like three services with users.
//   node simulate.mjs '{"port":9465,"from":…,"until":…}'
import { createServer } from 'node:http';
import { live, newCounters } from './history.mjs';
import { services } from './traffic.mjs';

const minuteMs = 60_000;
const { port, from, until } = JSON.parse(process.argv[2]);
const counters = newCounters();
let seen = from;

function catchUp() {
  const to = Math.floor(Date.now() / minuteMs) * minuteMs;
  for (const time of live(counters, { from: seen, to, today: until })) {
    seen = time;
  }
}

/** `POST /outage?service=doorbell&minutes=20&share=0.5`: see for yourself what pages. */
function breakDown(query) {
  const { outages } = services[query.get('service')] ?? {};
  const minutes = Number(query.get('minutes') ?? 20);
  const share = Number(query.get('share') ?? 0.5);
  if (!outages || !(minutes > 0) || !(share > 0 && share <= 1)) {
    return [
      400,
      `Expected service (${Object.keys(services).join(', ')}), minutes above 0 and share up to 1.\n`,
    ];
  }
  const minute = Math.floor(Date.now() / minuteMs);
  outages.unshift({ from: minute, minutes, share });
  return [200, `For ${minutes} minutes ${share * 100} % of requests fail.\n`];
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (request.method === 'POST' && pathname === '/outage') {
    const [status, text] = breakDown(searchParams);
    response.writeHead(status, { 'Content-Type': 'text/plain' }).end(text);
    return;
  }
  catchUp();
  const lines = counters.flatMap(each => each.lines());
  response
    .writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' })
    .end(`${lines.join('\n')}\n`);
}).listen(port, '127.0.0.1');
