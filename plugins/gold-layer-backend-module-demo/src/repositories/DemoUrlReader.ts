import type { ReadTreeResponseFactory } from '@backstage/backend-defaults/urlReader';
import { ReadUrlResponseFactory } from '@backstage/backend-defaults/urlReader';
import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { Readable } from 'node:stream';
import { forgeHost, type Repository } from './repositories';

/** Where an address points: the repository `system/name` and a path below it, without slashes at either end. */
interface Address {
  repository: Repository;
  path: string;
}

/**
 * Serves the example company's repositories from memory, so that everything
 * that reads through the portal's URL reader finds them as it would find real
 * ones: trees, single files, entity tags, and 404s.
 */
export class DemoUrlReader implements UrlReaderService {
  readonly #repositories: ReadonlyMap<string, Repository>;
  readonly #responses: ReadTreeResponseFactory;

  static create(
    repositories: ReadonlyMap<string, Repository>,
    responses: ReadTreeResponseFactory,
  ): DemoUrlReader {
    return new DemoUrlReader(repositories, responses);
  }

  private constructor(
    repositories: ReadonlyMap<string, Repository>,
    responses: ReadTreeResponseFactory,
  ) {
    this.#repositories = repositories;
    this.#responses = responses;
  }

  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const { repository, path } = this.#resolve(url);
    const { etag } = repository;
    if (options.etag === etag) throw new NotModifiedError();

    const folder = path ? `${path}/` : '';
    const files = [...repository.files]
      .filter(([file]) => file.startsWith(folder))
      .map(([file, text]) => ({ path: file.slice(folder.length), text }))
      .filter(
        ({ path: file, text }) =>
          options.filter?.(file, { size: Buffer.byteLength(text) }) ?? true,
      );
    const tree = await this.#responses.fromReadableArray(
      files.map(file => ({ path: file.path, data: streamOf(file.text) })),
    );
    return {
      etag,
      files: () => tree.files(),
      archive: () => tree.archive(),
      dir: dirOptions => tree.dir(dirOptions),
    };
  }

  async readUrl(
    url: string,
    options: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const { repository, path } = this.#resolve(url);
    const text = repository.files.get(path);
    if (text === undefined) throw new NotFoundError(`No file at '${url}'`);
    const { etag } = repository;
    if (options.etag === etag) throw new NotModifiedError();
    return await ReadUrlResponseFactory.fromReadable(streamOf(text), { etag });
  }

  /** Finds one file by its plain address; patterns are answered with nothing. */
  async search(url: string): Promise<UrlReaderServiceSearchResponse> {
    const { repository, path } = this.#resolve(url);
    const text = repository.files.get(path);
    const content = async () => Buffer.from(text ?? '');
    return {
      etag: repository.etag,
      files: text === undefined ? [] : [{ url, content }],
    };
  }

  toString(): string {
    return `demo{host=${forgeHost}}`;
  }

  #resolve(url: string): Address {
    const [system, name, ...rest] = new URL(url).pathname
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent);
    const repository = this.#repositories.get(`${system}/${name}`);
    if (!repository) throw new NotFoundError(`No repository at '${url}'`);
    return { repository, path: rest.join('/') };
  }
}

function streamOf(text: string): Readable {
  return Readable.from([Buffer.from(text)]);
}
