import { rspack, Stats, StatsChunk } from '@rspack/core';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the portal itself brings, and so does not count as ours. */
const framework =
  /^(react|react-dom|react-router-dom|@backstage\/.+|@material-ui\/.+)(\/.*)?$/;

/** Gzipped bytes that a visitor of one lazily loaded part of the plugin fetches. */
export interface BundleSize {
  part: string;
  gzipped: number;
}

/**
 * Bundles the frontend plugin as a portal does, without the portal's framework,
 * and reports for each lazily loaded part what a first visit fetches: what
 * every page needs, the part, and all that the part loads in turn. Where a part
 * has pages of its own (`…Page`), nobody visits all of them at once: each
 * counts by itself, with what lies on the way to it.
 */
export async function measureBundle(entry: string): Promise<BundleSize[]> {
  const path = await mkdtemp(join(tmpdir(), 'gold-layer-bundle-'));
  try {
    const stats = await bundle(entry, path);
    const { chunks = [] } = stats.toJson({
      all: false,
      chunks: true,
      chunkRelations: true,
      chunkOrigins: true,
      ids: true,
    });
    const sizes = new Map<StatsChunk, number>();
    for (const chunk of chunks) {
      const files = [...(chunk.files ?? [])].filter(it => /\.m?js$/.test(it));
      const contents = await Promise.all(
        files.map(file => readFile(join(path, file))),
      );
      sizes.set(chunk, sum(contents.map(it => gzipSync(it).length)));
    }
    const byId = new Map(chunks.map(chunk => [chunk.id, chunk]));
    const initial = chunks.filter(chunk => chunk.initial);
    const always = sum(initial.map(chunk => sizes.get(chunk) ?? 0));
    const roots = childrenOf(initial, byId);
    const ways = roots.flatMap(chunk => [
      [chunk],
      ...pagesBelow(chunk, byId).map(page => [page, chunk]),
    ]);
    return [
      { part: 'every page', gzipped: always },
      ...ways
        .map(([chunk, ...way]) => ({
          part: [...way, chunk].map(requestOf).join(' > '),
          gzipped:
            always +
            sum(
              [...way, ...withChildren(chunk, byId)].map(
                it => sizes.get(it) ?? 0,
              ),
            ),
        }))
        .sort((a, b) => b.gzipped - a.gzipped),
    ];
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

function bundle(entry: string, path: string): Promise<Stats> {
  const compiler = rspack({
    mode: 'production',
    target: ['web', 'es2022'],
    entry,
    output: {
      path,
      module: true,
      library: { type: 'module' },
      chunkFilename: '[id].js',
    },
    experiments: { outputModule: true },
    // One file for each lazily loaded part, so that its size is what a visit costs.
    optimization: { splitChunks: false },
    resolve: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      mainFields: ['browser', 'module', 'main'],
    },
    externals: [framework],
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
              target: 'es2022',
            },
          },
        },
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
      ],
    },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error || !stats) reject(error ?? new Error('No statistics'));
      else if (stats.hasErrors())
        reject(new Error(stats.toString('errors-only')));
      else compiler.close(() => resolve(stats));
    });
  });
}

type ById = Map<StatsChunk['id'], StatsChunk>;

/** What a part loads in turn, but for pages of its own. */
function withChildren(chunk: StatsChunk, byId: ById): Set<StatsChunk> {
  const seen = new Set([chunk]);
  for (const next of seen) {
    for (const child of childrenOf([next], byId)) {
      if (!isPage(child)) seen.add(child);
    }
  }
  return seen;
}

function pagesBelow(chunk: StatsChunk, byId: ById): StatsChunk[] {
  return [...withChildren(chunk, byId)].flatMap(part =>
    childrenOf([part], byId).filter(isPage),
  );
}

function childrenOf(chunks: StatsChunk[], byId: ById): StatsChunk[] {
  return chunks
    .flatMap(({ children = [] }) => children)
    .map(id => byId.get(id))
    .filter(chunk => chunk !== undefined);
}

function isPage(chunk: StatsChunk): boolean {
  return requestOf(chunk).endsWith('Page');
}

function requestOf({ id, origins }: StatsChunk): string {
  return origins?.[0]?.request ?? String(id);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
