// The README for the extension's details page, which has no access to the files of the repository.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from '../host/folders.mjs';

/**
 * Makes the README self-contained: images are embedded, and relative links are replaced with their text. For images with a light and a
 * dark source, the one in `<img>` is kept.
 * @param {string} readme
 */
export function detailsPage(readme) {
  return readme
    .replaceAll(/<picture>\s*|<source [^>]*>\s*|\s*<\/picture>/g, '')
    .replaceAll(
      /(<img [^>]*src=")([^":]+)(")/g,
      (_, before, file, after) => `${before}${asData(file)}${after}`,
    )
    .replaceAll(/!\[([^\]]*)\]\(([^):]+)\)/g, (_, alt, file) => `![${alt}](${asData(file)})`)
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!#)[^):]+\)/g, '$1');
}

/** @param {string} file a picture, relative to the project's root */
function asData(file) {
  return `data:image/${extname(file).slice(1)};base64,${readFileSync(join(root, file), 'base64')}`;
}
