import { isClosing } from './processes.mjs';

// A step that says nothing for longer than this looks as if it hung. A terminal
// has one line that keeps changing; a log gets a new line less often.
const TERMINAL_MS = 1_000;
const LOG_MS = 5_000;

const terminal = process.stdout.isTTY;
let open = false;

export function say(line = '') {
  // Clears a line of progress that is still standing there.
  process.stdout.write(`${open ? '\r\u001b[K' : ''}${line}\n`);
  open = false;
}

function sayProgress(line) {
  if (terminal) {
    process.stdout.write(`\r\u001b[K${line}`);
    open = true;
  } else {
    say(line);
  }
}

export function seconds(since) {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}

/**
 * Runs a long step and keeps saying that it is still at work. `work` is given
 * a function that changes what the step is said to be doing.
 */
export async function step(title, work) {
  const since = Date.now();
  let doing = title;
  say(`${title} …`);
  const ticker = setInterval(
    () => isClosing() || sayProgress(`  … ${doing}, ${seconds(since)}`),
    terminal ? TERMINAL_MS : LOG_MS,
  );
  try {
    return await work(next => {
      doing = next;
    });
  } finally {
    clearInterval(ticker);
    if (open) {
      process.stdout.write('\r\u001b[K');
      open = false;
    }
  }
}
