import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError, toError } from '@backstage/errors';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { orAborted } from '../http/orAborted';

/** A file of definitions as read. */
export interface DefinitionFile {
  /** Shown to people: `built-in`, the file or the URL. */
  origin: string;
  /** Where to look when it is wrong; the same as `origin` but for built-in files. */
  shownAs: string;
  text: string;
}

/** A configured place that definitions come from. */
export interface DefinitionLocation {
  /** As configured. */
  readonly name: string;
  /** Reads it; cheap while nothing has changed. */
  read(): Promise<DefinitionFile[]>;
}

/** More is no definition but a mistake. */
const maxBytes = 1_000_000;

/** A YAML file, or a folder of them with its sub-folders. Files are read again only when their time or size has changed. */
export class FileLocation implements DefinitionLocation {
  readonly name: string;
  readonly #path: string;
  readonly #origin: string | undefined;
  #known = new Map<string, { stamp: string; file: DefinitionFile }>();

  private constructor(options: {
    name: string;
    path: string;
    origin?: string;
  }) {
    this.name = options.name;
    this.#path = options.path;
    this.#origin = options.origin;
  }

  /** With `origin`, all files are said to come from there. */
  static create(options: { path: string; origin?: string }): FileLocation {
    return new FileLocation({
      name: options.origin ?? options.path,
      path: path.resolve(options.path),
      origin: options.origin,
    });
  }

  async read(): Promise<DefinitionFile[]> {
    const known = new Map<string, { stamp: string; file: DefinitionFile }>();
    for (const found of await this.#list()) {
      const { mtimeMs, size } = await stat(found);
      if (size > maxBytes) {
        throw new Error(
          `${found} has ${size} bytes; at most ${maxBytes} are read`,
        );
      }
      const stamp = `${mtimeMs} ${size}`;
      const before = this.#known.get(found);
      known.set(
        found,
        before?.stamp === stamp
          ? before
          : { stamp, file: await this.#read(found) },
      );
    }
    this.#known = known;
    return [...known.values()].map(({ file }) => file);
  }

  async #list(): Promise<string[]> {
    const root = await stat(this.#path);
    if (root.isFile()) return [this.#path];
    const entries = await readdir(this.#path, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort();
  }

  async #read(file: string): Promise<DefinitionFile> {
    const shownAs = this.#origin
      ? path.posix.join(this.#origin, path.relative(this.#path, file))
      : file;
    return {
      origin: this.#origin ?? file,
      shownAs,
      text: await readFile(file, 'utf8'),
    };
  }
}

/** Servers are asked no more often than this, whether they answer or fail. */
const pauseMs = 60_000;

/** The backend waits for its definitions before it starts: a server that hangs must not keep it. */
const defaultPatienceMs = 15_000;

/** What {@link UrlLocation} works with. */
export interface UrlLocationOptions {
  reader: UrlReaderService;
  /** Milliseconds that reading may take; 15 seconds if absent. */
  patienceMs?: number;
}

/** One YAML file behind a URL, read through the portal's integrations. */
export class UrlLocation implements DefinitionLocation {
  readonly name: string;
  readonly #reader: UrlReaderService;
  readonly #patienceMs: number;
  #known: KnownFile | undefined;
  #failed: { at: number; error: Error } | undefined;

  private constructor(name: string, options: UrlLocationOptions) {
    this.name = name;
    this.#reader = options.reader;
    this.#patienceMs = options.patienceMs ?? defaultPatienceMs;
  }

  static create(url: string, options: UrlLocationOptions): UrlLocation {
    return new UrlLocation(url, options);
  }

  async read(): Promise<DefinitionFile[]> {
    const [known, failed] = [this.#known, this.#failed];
    if (failed && Date.now() - failed.at < pauseMs) throw failed.error;
    if (known && Date.now() - known.at < pauseMs) return [known.file];
    try {
      this.#known = await this.#ask(known);
      this.#failed = undefined;
      return [this.#known.file];
    } catch (error) {
      this.#failed = { at: Date.now(), error: toError(error) };
      throw error;
    }
  }

  async #ask(known: KnownFile | undefined): Promise<KnownFile> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    try {
      const response = await orAborted(
        this.#reader.readUrl(this.name, { etag: known?.etag, signal }),
        signal,
      );
      const buffer = await orAborted(response.buffer(), signal);
      if (buffer.length > maxBytes) {
        throw new Error(`${buffer.length} bytes; at most ${maxBytes} are read`);
      }
      const file = {
        origin: this.name,
        shownAs: this.name,
        text: buffer.toString('utf8'),
      };
      return { etag: response.etag, at: Date.now(), file };
    } catch (error) {
      if (signal.aborted) {
        const { host } = new URL(this.name);
        throw new Error(
          `Cannot read ${this.name}: ${host} gave no answer within ${this.#patienceMs / 1000} s`,
        );
      }
      if (!known || !isError(error) || error.name !== 'NotModifiedError') {
        throw new ForwardedError(`Cannot read ${this.name}`, toError(error));
      }
      return { ...known, at: Date.now() };
    }
  }
}

interface KnownFile {
  etag?: string;
  /** When the server last answered. */
  at: number;
  file: DefinitionFile;
}
