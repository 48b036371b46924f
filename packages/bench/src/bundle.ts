import { build, Metafile } from 'esbuild';
import { basename, dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the portal itself brings, and so does not count as ours. */
const framework = [
  'react',
  'react-dom',
  'react-router-dom',
  'react/jsx-runtime',
  '@backstage/*',
  '@material-ui/*',
];

/** Gzipped bytes that a visitor of one lazily loaded part of the plugin fetches. */
export interface BundleSize {
  part: string;
  gzipped: number;
}

/**
 * Bundles the frontend plugin without the portal's framework and reports, for
 * each lazily loaded entry, what a first visit fetches: the plugin's main
 * chunk, the entry, and all that the entry loads in turn.
 */
export async function measureBundle(entry: string): Promise<BundleSize[]> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: dirname(entry),
    entryPoints: [basename(entry)],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: framework,
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const sizes = new Map(
    outputFiles.map(file => [
      file.path.split(/[\\/]out[\\/]/)[1],
      gzipSync(file.contents).length,
    ]),
  );
  const chunks = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      path.replace(/^out\//, ''),
      output,
    ]),
  );
  const size = (names: Set<string>) =>
    [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);

  const main = [...chunks].find(
    ([, output]) => output.entryPoint === basename(entry),
  )?.[0];
  if (!main) throw new Error(`esbuild made no chunk for ${entry}`);
  const always = reachable(chunks, main, ['import-statement']);
  const lazy = [...always].flatMap(name =>
    imports(chunks, name, 'dynamic-import'),
  );
  return [
    { part: 'every page', gzipped: size(always) },
    ...[...new Set(lazy)]
      .map(name => ({
        part: chunks.get(name)?.entryPoint ?? name,
        gzipped: size(
          new Set([
            ...always,
            ...reachable(chunks, name, ['import-statement', 'dynamic-import']),
          ]),
        ),
      }))
      .sort((a, b) => b.gzipped - a.gzipped),
  ];
}

type Chunks = Map<string, Metafile['outputs'][string]>;

function imports(chunks: Chunks, name: string, kind: string): string[] {
  return (chunks.get(name)?.imports ?? [])
    .filter(item => item.kind === kind && !item.external)
    .map(item => item.path.replace(/^out\//, ''));
}

function reachable(
  chunks: Chunks,
  start: string,
  kinds: string[],
): Set<string> {
  const seen = new Set([start]);
  for (const name of seen) {
    for (const kind of kinds) {
      for (const next of imports(chunks, name, kind)) seen.add(next);
    }
  }
  return seen;
}
