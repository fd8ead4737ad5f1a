// The README as the editor shows it on the extension's page, which knows neither our files nor a repository of ours.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from '../host/folders.mjs';

/**
 * A README that needs nothing beside it: pictures travel inside, and a link to a file of ours keeps its words only.
 * Of a picture with a light and a dark source the one in `<img>` stays.
 * @param {string} readme
 */
export function detailsPage(readme) {
  return readme
    .replaceAll(/<picture>\s*|<source [^>]*>\s*|\s*<\/picture>/g, '')
    .replaceAll(
      /(<img [^>]*src=")([^":]+)(")/g,
      (_, before, file, after) => `${before}${asData(file)}${after}`,
    )
    .replaceAll(/!\[([^\]]*)\]\(([^):]+)\)/g, (_, words, file) => `![${words}](${asData(file)})`)
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!#)[^):]+\)/g, '$1');
}

/** @param {string} file a picture, relative to the project's root */
function asData(file) {
  return `data:image/${extname(file).slice(1)};base64,${readFileSync(join(root, file), 'base64')}`;
}
