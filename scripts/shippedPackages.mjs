// The packages in the shipped bundles.
import { build } from 'esbuild';
import { buildOptions, bundles } from './bundles.mjs';
import { root } from './host/folders.mjs';

/** The shipped bundles. */
export const shipped = bundles.filter(({ in: entry }) => !entry.startsWith('sandbox/'));

/**
 * Builds a bundle in memory with the options of `npm run build`.
 * @param {import('./bundles.mjs').Bundle} bundle
 * @returns {Promise<{ contents: Uint8Array[], packages: string[], folders: string[] }>}
 */
export async function bundled(bundle) {
  const { outputFiles, metafile } = await build({
    ...buildOptions(bundle),
    absWorkingDir: root,
    write: false,
    metafile: true,
  });
  return {
    contents: outputFiles.map(({ contents }) => contents),
    packages: matchesInPaths(metafile, /.*node_modules\/((?:@[^/]+\/)?[^/]+)/, 1),
    folders: matchesInPaths(metafile, /.*node_modules\/(?:@[^/]+\/)?[^/]+/, 0),
  };
}

/**
 * The unique matches of a pattern in the paths of the files that a bundle contains.
 * @param {import('esbuild').Metafile} metafile
 * @param {RegExp} pattern
 * @param {number} group
 */
function matchesInPaths({ inputs }, pattern, group) {
  const matched = Object.keys(inputs).map((file) => pattern.exec(file)?.[group]);
  return [...new Set(matched.filter((text) => text !== undefined))];
}
