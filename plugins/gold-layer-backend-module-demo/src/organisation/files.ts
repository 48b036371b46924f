import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Where the example company is written down. */
const folder = resolvePackagePath(
  '@gold-layer/backstage-plugin-backend-module-demo',
  'organisation',
);

/** Where a file or folder of the company is. */
export function companyPath(path: string): string {
  return join(folder, path);
}

/** The text of one of the company's files. */
export async function readCompanyFile(path: string): Promise<string> {
  return await readFile(companyPath(path), 'utf8');
}

/** An entity as written, and the file it is in. */
export interface WrittenEntity {
  file: string;
  entity: Entity;
}

/** The company's catalog as written. */
export async function readWrittenEntities(): Promise<WrittenEntity[]> {
  const files = (await readdir(join(folder, 'catalog'))).sort();
  const perFile = await Promise.all(
    files.map(async file => {
      const text = await readCompanyFile(join('catalog', file));
      return parseAllDocuments(text).map(document => ({
        file,
        entity: document.toJS() as Entity,
      }));
    }),
  );
  return perFile.flat();
}
