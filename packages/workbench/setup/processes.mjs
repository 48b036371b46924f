import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const windows = process.platform === 'win32';

// Long enough for a backend to close its databases.
const GRACE_MS = 10_000;

const running = new Set();

/**
 * Starts a program in a process group of its own, so that whatever it starts
 * can be ended with it. `onLine` sees each line it prints, `log` is a file
 * that keeps them all.
 */
export function launch(command, args, options = {}) {
  const { cwd, env, log, onLine, uid, gid } = options;
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    detached: !windows,
    // Only .cmd files need a shell, and only Windows has them.
    shell: windows && command.endsWith('.cmd'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const file = log && createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      file?.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const exit = new Promise(resolve => {
    child.once('error', error => resolve({ code: 127, error }));
    child.once('close', code => resolve({ code: code ?? 1 }));
  }).then(result => {
    running.delete(child);
    file?.end();
    return result;
  });
  return { child, exit };
}

/** Runs a program to its end and gives back its exit code and what it printed. */
export async function run(command, args, options = {}) {
  const lines = [];
  const { exit } = launch(command, args, {
    ...options,
    onLine: line => {
      lines.push(line);
      options.onLine?.(line);
    },
  });
  const { code, error } = await exit;
  return { code, output: error ? error.message : lines.join('\n') };
}

function signalTree(child, signal) {
  if (!child.pid) {
    return;
  }
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** Ends a program and all it started; asks first, insists after a while. */
export async function end({ child, exit }) {
  signalTree(child, 'SIGTERM');
  const insist = setTimeout(() => signalTree(child, 'SIGKILL'), GRACE_MS);
  await exit;
  clearTimeout(insist);
  // What the program itself left behind.
  signalTree(child, 'SIGKILL');
}

let closing = false;

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise(resolve => child.once('close', resolve));
}

async function close(signal, beforeExit) {
  if (closing) {
    return;
  }
  closing = true;
  beforeExit();
  const children = [...running];
  children.forEach(child => signalTree(child, 'SIGTERM'));
  const insist = setTimeout(
    () => children.forEach(child => signalTree(child, 'SIGKILL')),
    GRACE_MS,
  );
  await Promise.all(children.map(ended));
  clearTimeout(insist);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/** Ctrl-C and its relatives end everything that was started, then this process. */
export function endAllOnSignal(beforeExit = () => {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => close(signal, beforeExit));
  }
}

/** True from the first signal on: a child that ends now ends on purpose. */
export function isClosing() {
  return closing;
}

process.on('exit', () => {
  running.forEach(child => signalTree(child, 'SIGKILL'));
});
