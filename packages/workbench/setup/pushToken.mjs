import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data } from './places.mjs';

/** The token with which pipelines push facts to this portal; made once, then kept. */
export function pushToken() {
  const path = join(data, 'push-token');
  if (existsSync(path)) {
    return readFileSync(path, 'utf8').trim();
  }
  const token = randomBytes(24).toString('base64url');
  mkdirSync(data, { recursive: true });
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}
