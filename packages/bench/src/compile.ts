import { rspack } from '@rspack/core';
import { dirname, join } from 'node:path';

const entry = require.resolve('./backend.ts');

/** Where the compiled backend lies: beside this package's sources, so that it finds its packages. */
const path = join(dirname(entry), '..', 'dist');

/**
 * Compiles the backend under test, as a portal's own is, and answers the file
 * to run: compiling while it runs would be measured as the backend's memory.
 */
export async function compileBackend(): Promise<string> {
  const compiler = rspack({
    mode: 'none',
    target: 'node22',
    entry: { backend: entry },
    context: dirname(entry),
    output: { path, filename: '[name].cjs', library: { type: 'commonjs2' } },
    resolve: { extensions: ['.ts', '.js', '.json'] },
    // Our own packages are compiled; those of others are taken as they are.
    externalsType: 'commonjs',
    externals: [/^(?!\.|\/|@gold-layer\/)/],
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          },
        },
      ],
    },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error || !stats) reject(error ?? new Error('No statistics'));
      else if (stats.hasErrors())
        reject(new Error(stats.toString('errors-only')));
      else compiler.close(() => resolve(join(path, 'backend.cjs')));
    });
  });
}
