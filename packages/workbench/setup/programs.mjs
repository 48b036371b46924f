import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const windows = process.platform === 'win32';

function onPath(name) {
  const file = windows ? `${name}.exe` : name;
  return (process.env.PATH ?? process.env.Path ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map(folder => join(folder, file))
    .filter(path => existsSync(path));
}

/** Chromium or a browser built on it, or undefined. */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...[
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'chrome',
      'microsoft-edge',
      'msedge',
    ].flatMap(onPath),
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(
      process.env.PROGRAMFILES ?? 'C:\\Program Files',
      'Google\\Chrome\\Application\\chrome.exe',
    ),
  ];
  return candidates.find(path => path && existsSync(path));
}

function subfolders(parent) {
  return existsSync(parent)
    ? readdirSync(parent)
        .sort((a, b) => parseFloat(b) - parseFloat(a))
        .map(name => join(parent, name, 'bin'))
    : [];
}

/** Prometheus and its promtool, or undefined where either is missing. */
export function findPrometheus() {
  const [prometheus] = onPath('prometheus');
  const [promtool] = onPath('promtool');
  return prometheus && promtool ? { prometheus, promtool } : undefined;
}

/** The folder with PostgreSQL's server programs, newest first, or undefined. */
export function findPostgres() {
  const folders = [
    ...onPath('initdb').map(path => dirname(realpathSync(path))),
    ...subfolders('/usr/lib/postgresql'),
    '/opt/homebrew/opt/postgresql/bin',
  ];
  return folders.find(folder =>
    ['initdb', 'postgres'].every(name =>
      existsSync(join(folder, windows ? `${name}.exe` : name)),
    ),
  );
}
