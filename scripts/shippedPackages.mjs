// Which packages are in the bundles that users get.
import { build } from 'esbuild';
import { buildOptions, bundles } from './bundles.mjs';
import { root } from './host/folders.mjs';

/** The bundles that ship. */
export const shipped = bundles.filter(({ in: entry }) => !entry.startsWith('sandbox/'));

/**
 * One bundle, in memory, as `npm run build` makes it.
 * @param {import('./bundles.mjs').Bundle} bundle
 * @returns {Promise<{ contents: Uint8Array[], packages: string[] }>}
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
    packages: packagesIn(Object.keys(metafile.inputs)),
  };
}

/** @param {string[]} inputs files that a bundle holds something of */
function packagesIn(inputs) {
  const names = inputs.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}
